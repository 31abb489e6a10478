using Microsoft.Extensions.Logging;
using TgWorker.Bots.Outbox;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;
using TgWorker.Core.Sending;

namespace TgWorker.Bots.Broadcasts;

/// <summary>
/// Puts the messages of a queue's broadcasts onto its list, each when it is its turn among all that the bot sends. One of all workers does
/// so at a time; another goes on when it stops, or three seconds after it died. Two that meet do no harm: the cursor moves once.
/// </summary>
/// <param name="queue">The queue.</param>
/// <param name="broadcasts">Its broadcasts.</param>
/// <param name="bots">The bots that this worker can send as.</param>
/// <param name="limits">How much they send.</param>
/// <param name="time">Waits.</param>
/// <param name="logger">Where to log.</param>
internal sealed partial class BroadcastPump(
    IUpdateQueue queue, IQueueBroadcasts broadcasts, ITelegramBots bots, OutgoingLimits limits, TimeProvider time, ILogger logger)
{
    private const string Topic = "broadcasts";

    private const int MostPaidAhead = 250;
    private const int MostAtOnce = 200;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Tidying = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(30);

    private readonly Dictionary<string, Work> _work = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LanesAhead> _ahead = new(StringComparer.Ordinal);
    private DateTimeOffset _tidied;

    /// <summary>Works until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stopping).ConfigureAwait(false);
            }
            catch (QueueUnavailableException)
            {
                await Task.Delay(Idle, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task RunOnceAsync(CancellationToken stopping)
    {
        await TidyAsync(stopping).ConfigureAwait(false);
        var sending = await broadcasts.SendingAsync(stopping).ConfigureAwait(false);
        BroadcastMetrics.Measure(queue.Name, sending);
        if (sending.Count == 0 || !await queue.QuietTimes.BeginAsync(Topic, Turn, stopping).ConfigureAwait(false))
        {
            if (sending.Count == 0)
            {
                _work.Clear();
                _ahead.Clear();
            }

            await Task.Delay(Idle, time, stopping).ConfigureAwait(false);
            return;
        }

        var began = time.GetTimestamp();
        try
        {
            while (sending.Count > 0 && time.GetElapsedTime(began) < Turn - Tick)
            {
                await Task.Delay(await StepAsync(sending, stopping).ConfigureAwait(false), time, stopping).ConfigureAwait(false);
                sending = await broadcasts.SendingAsync(stopping).ConfigureAwait(false);
            }
        }
        finally
        {
            // At once, for this one or another: while nobody may put, turns of the bot's go by unused.
            if (time.GetElapsedTime(began) < Turn)
            {
                await queue.QuietTimes.EndAsync(Topic, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gives each broadcast its turn, the one with the highest priority first.</summary>
    /// <returns>How long to wait for the next.</returns>
    private async Task<TimeSpan> StepAsync(IReadOnlyList<StoredBroadcast> sending, CancellationToken stopping)
    {
        var (wait, now) = (Tick, time.GetUtcNow());
        var all = await WorkAsync(sending, now, stopping).ConfigureAwait(false);
        var rooms = all.GroupBy(its => BroadcastFamily.HeadOf(its.Broadcast.Id)).ToDictionary(
            parts => parts.Key, parts => RoomOf(parts.Key, parts.Sum(part => part.Broadcast.InLanes), parts.First().Work.Plan, now),
            StringComparer.Ordinal);
        var waiting = new HashSet<(string Bot, bool IsPaid)>();
        foreach (var (broadcast, work) in all.OrderByDescending(its => its.Work.Plan.Priority).ThenBy(its => its.Broadcast.Created))
        {
            var (plan, head) = (work.Plan, BroadcastFamily.HeadOf(broadcast.Id));
            var turn = BroadcastTurn.Of(broadcast, plan, now, rooms[head]);
            if (turn is { To: { } state, Reason: { } reason })
            {
                if (await broadcasts.EndPartAsync(broadcast.Id, state, reason, now, stopping).ConfigureAwait(false))
                {
                    Ended(logger, broadcast.Id, state, reason);
                }
            }
            else if (turn.Put > 0 && bots.Has(plan.Bot) && !waiting.Contains((plan.Bot, plan.IsPaid)))
            {
                var (put, isLimited, next) = await PutAsync(
                    broadcast, work, Math.Min(turn.Put, MostAtOnce), now, stopping).ConfigureAwait(false);
                rooms[head] -= put;
                if (isLimited)
                {
                    // The next turn is its own: one behind it that asks a moment later would have it.
                    waiting.Add((plan.Bot, plan.IsPaid));
                }

                wait = next < wait ? next : wait;
            }
        }

        return wait > ShortestTick ? wait : ShortestTick;
    }

    /// <summary>How many messages of a broadcast may be in lanes beside those that are, of all its parts together.</summary>
    private long RoomOf(string head, long inLanes, StoredPlan plan, DateTimeOffset now)
    {
        if (!_ahead.TryGetValue(head, out var ahead))
        {
            _ahead[head] = ahead = new LanesAhead();
        }

        return ahead.Room(now, inLanes, plan.IsPaid ? MostPaidAhead : LanesAhead.Most);
    }

    /// <returns>How many were put there, whether more would have been, and how long to wait for the bot's next turn.</returns>
    private async Task<(int Put, bool IsLimited, TimeSpan Wait)> PutAsync(
        StoredBroadcast broadcast, Work work, long most, DateTimeOffset now, CancellationToken stopping)
    {
        if (await PageAsync(broadcast, work, stopping).ConfigureAwait(false) is not { } page)
        {
            return (0, false, Tick);
        }

        var wanted = (int)Math.Min(most, page.Count - (broadcast.Cursor % BroadcastPages.Size));
        var (count, wait) = await TakeTurnsAsync(work, wanted, stopping).ConfigureAwait(false);
        if (count > 0)
        {
            var entries = BroadcastEntry.WriteAll(broadcast, work.Plan, work.Template, page, count, now);
            var moved = broadcast with { Pace = broadcast.Pace.At(now, broadcast.Cursor + count) };
            await broadcasts.PutAsync(moved, entries, now, stopping).ConfigureAwait(false);
        }

        return (count, count < wanted, wait);
    }

    /// <summary>What a message takes before it comes into its lane: only the bot's turn.</summary>
    internal static SendWish WishOf(StoredPlan plan, OutgoingLimits limits, ITelegramBots bots) => limits.BotsTurnOf(
        bots.ClientOf(plan.Bot).BotId, new OutgoingCall(plan.Method, plan.Parameters).Messages, plan.IsPaid);

    private async Task<(int Count, TimeSpan Wait)> TakeTurnsAsync(Work work, int most, CancellationToken stopping)
    {
        if (queue.SendLimits is not { } sends)
        {
            return (most, Tick);
        }

        var wish = WishOf(work.Plan, limits, bots);
        for (var taken = 0; taken < most; taken++)
        {
            var turn = await sends.TakeAsync(wish, stopping).ConfigureAwait(false);
            if (!turn.IsTaken)
            {
                return (taken, turn.Wait);
            }
        }

        return (most, Tick);
    }

    private async Task<IReadOnlyList<BroadcastRecipient>?> PageAsync(StoredBroadcast broadcast, Work work, CancellationToken stopping)
    {
        var number = broadcast.Cursor / BroadcastPages.Size;
        if (work.PageNumber != number || work.Page is null)
        {
            var read = await broadcasts.ReadAsync(broadcast.Id, number, stopping).ConfigureAwait(false);
            (work.PageNumber, work.Page) = (number, read is { } bytes ? RecipientPage.Read(bytes) : null);
        }

        return work.Page;
    }

    private async Task TidyAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (now - _tidied < Tidying)
        {
            return;
        }

        _tidied = now;
        foreach (var old in (await broadcasts.ListAsync(stopping).ConfigureAwait(false))
            .Where(its => its.State is not (BroadcastState.Sending or BroadcastState.Paused) && now - its.Changed > KeepFor))
        {
            await broadcasts.DeleteAsync(old.Id, stopping).ConfigureAwait(false);
        }
    }

    private async Task<List<(StoredBroadcast Broadcast, Work Work)>> WorkAsync(
        IReadOnlyList<StoredBroadcast> sending, DateTimeOffset now, CancellationToken stopping)
    {
        var all = new List<(StoredBroadcast, Work)>();
        foreach (var broadcast in sending)
        {
            if (!_work.TryGetValue(broadcast.Id, out var work))
            {
                _work[broadcast.Id] = work = new Work(StoredPlan.Read(broadcast.Plan));
                if (broadcast.Id == BroadcastFamily.HeadOf(broadcast.Id))
                {
                    await broadcasts.BeginFamilyAsync(broadcast.Id, now, stopping).ConfigureAwait(false);
                }
            }

            all.Add((broadcast, work));
        }

        return all;
    }

    [LoggerMessage(575, LogLevel.Warning, "Broadcast {Id} is {State}: {Reason}")]
    private static partial void Ended(ILogger logger, string id, BroadcastState state, string reason);

    /// <summary>What is kept of a broadcast while it is sent.</summary>
    private sealed class Work(StoredPlan plan)
    {
        public StoredPlan Plan { get; } = plan;

        public MessageTemplate Template { get; } = new(plan);

        public long PageNumber { get; set; } = -1;

        public IReadOnlyList<BroadcastRecipient>? Page { get; set; }
    }
}
