using TgWorker.Core.Queues;

namespace TgWorker.Core.Working;

/// <summary>Counts what a worker has done, by queue.</summary>
internal sealed class WorkerFigures(int queues)
{
    private readonly long[] _finished = new long[queues];
    private readonly long[] _failed = new long[queues];

    public void CountFinished(int queue, int jobs) => Interlocked.Add(ref _finished[queue], jobs);

    public void CountFailed(int queue) => Interlocked.Increment(ref _failed[queue]);

    public WorkerLoad LoadOf(int queue, int running, int slots) =>
        new(running, slots, Interlocked.Read(ref _finished[queue]), Interlocked.Read(ref _failed[queue]));
}
