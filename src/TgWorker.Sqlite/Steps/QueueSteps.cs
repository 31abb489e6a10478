using TgWorker.Core.Jobs;
using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>Every step there is, on one connection. Each reads what it decides by before it writes.</summary>
internal sealed class QueueSteps
{
    /// <param name="connection">The connection.</param>
    /// <param name="sql">The statements.</param>
    /// <param name="clock">The queue's clock.</param>
    /// <param name="reader">Reads entries.</param>
    /// <param name="deduplicateFor">How long a seen update is remembered; null for not at all.</param>
    /// <param name="largestEntry">The most bytes that an entry may have to be read.</param>
    /// <param name="room">Whether there is room for new updates; null for always.</param>
    public QueueSteps(RawConnection connection, SqlTexts sql, QueueClock clock, IJobReader reader, TimeSpan? deduplicateFor,
        int largestEntry, DiskRoom? room = null)
    {
        Transaction = new Transaction(connection, sql, clock, room);
        Pushing = new PushStep(connection, sql);
        Polling = new PollSteps(connection, sql, Pushing);
        Leases = new LeaseSteps(connection, sql);
        Settings = new SettingSteps(connection, sql);
        Pauses = new BotPauses(connection, sql);
        Granting = new GrantStep(connection, sql, Pauses);
        Unread = new UnreadSteps(connection, sql, clock, largestEntry);
        Sorting = new SortStep(connection, sql, reader, deduplicateFor, Unread, Pauses);
        Settling = new SettleSteps(connection, sql, Granting, Pauses);
        Failed = new FailedSteps(connection, sql);
        Operating = new OperateSteps(connection, sql);
        Lanes = new LaneSteps(connection, sql);
        Clearing = new ClearStep(connection, sql);
        Draining = new DrainStep(connection, sql, reader);
        Remembering = new RememberSteps(connection, sql);
        Timers = new TimerSteps(connection, sql, clock);
        Sending = new SendSteps(connection, sql);
        Broadcasting = new BroadcastSteps(connection, sql, Pushing);
        History = new HistorySteps(connection, sql);
        Sweeping = new SweepStep(connection, sql);
        List = new ListSteps(connection, sql);
        Moving = new MovingSteps(connection, sql);
    }

    /// <summary>The transaction that is under way.</summary>
    public Transaction Transaction { get; }

    public PushStep Pushing { get; }

    public PollSteps Polling { get; }

    public LeaseSteps Leases { get; }

    public SettingSteps Settings { get; }

    public BotPauses Pauses { get; }

    public GrantStep Granting { get; }

    public SortStep Sorting { get; }

    public UnreadSteps Unread { get; }

    public SettleSteps Settling { get; }

    public FailedSteps Failed { get; }

    public OperateSteps Operating { get; }

    public LaneSteps Lanes { get; }

    public ClearStep Clearing { get; }

    public DrainStep Draining { get; }

    public RememberSteps Remembering { get; }

    public TimerSteps Timers { get; }

    public SendSteps Sending { get; }

    public BroadcastSteps Broadcasting { get; }

    public HistorySteps History { get; }

    public SweepStep Sweeping { get; }

    public ListSteps List { get; }

    public MovingSteps Moving { get; }
}
