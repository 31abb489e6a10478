using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;

namespace TgWorker.Core.Tests.Working;

/// <summary>A queue whose sessions a test has scripted, one after the other; the last one is given again.</summary>
internal sealed class ScriptedQueue(string name, params ScriptedSession[] sessions) : IUpdateQueue
{
    private int _joined;

    public string Name => name;

    public string System => "scripted";

    /// <summary>How many sessions were joined.</summary>
    public int Joined => Volatile.Read(ref _joined);

    public Func<int, ValueTask> OnJoin { get; set; } = static _ => ValueTask.CompletedTask;

    public IQueueOperations Operations => throw new NotSupportedException();

    public IQuietTimes QuietTimes => throw new NotSupportedException();

    public IFailedJobs FailedJobs => throw new NotSupportedException();

    public async Task<IQueueSession> JoinAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _joined);
        await OnJoin(number);
        return sessions[Math.Min(number, sessions.Length) - 1];
    }

    public Task PushAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
