using TgWorker.Core.FailedJobs;
using TgWorker.Core.Operating;

namespace TgWorker.Dashboard.Acting;

/// <summary>Something that is done to all matching failed jobs, in the background.</summary>
internal sealed class BulkOperation(int id, BulkKind kind, string queue, FailedJobFilter filter, string who, DateTimeOffset begunAt)
    : IProgress<WorkDone>, IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private long _seen;
    private long _done;
    private long _total;
    private int _state;

    public int Id => id;

    public BulkKind Kind => kind;

    public string Queue => queue;

    /// <summary>Which jobs are meant; none that failed after the operation began.</summary>
    public FailedJobFilter Filter => filter;

    public string Who => who;

    /// <summary>The command that does the same.</summary>
    public required string Command { get; init; }

    public DateTimeOffset BegunAt => begunAt;

    public DateTimeOffset? EndedAt { get; private set; }

    public BulkState State => (BulkState)Volatile.Read(ref _state);

    public bool IsRunning => State is BulkState.Finding or BulkState.Acting;

    /// <summary>Failed jobs it looked at, to find those that match.</summary>
    public long Seen => Interlocked.Read(ref _seen);

    /// <summary>Those it has done with.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>The matching failed jobs.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>Failed jobs of the queue when it began.</summary>
    public long Before { get; set; }

    /// <summary>Failed jobs of the queue when it ended.</summary>
    public long? After { get; set; }

    /// <summary>Why it could not go on.</summary>
    public string? Problem { get; private set; }

    /// <summary>What was counted.</summary>
    public IReadOnlyList<FailedJobGroup> Groups { get; set; } = [];

    /// <summary>Cancelled when somebody ends it.</summary>
    public CancellationToken Cancelled => _cancel.Token;

    public void Cancel()
    {
        if (IsRunning)
        {
            _cancel.Cancel();
        }
    }

    public void Saw() => Interlocked.Increment(ref _seen);

    public void Act(long total)
    {
        Interlocked.Exchange(ref _total, total);
        Volatile.Write(ref _state, (int)BulkState.Acting);
    }

    public void Report(WorkDone value) => Interlocked.Exchange(ref _done, value.Done);

    public void End(BulkState state, DateTimeOffset now, string? problem = null)
    {
        (EndedAt, Problem) = (now, problem);
        Volatile.Write(ref _state, (int)state);
    }

    public void Dispose() => _cancel.Dispose();
}
