using System.Globalization;
using TgWorker.Core.Working;

namespace TgWorker.Core.Health;

/// <summary>The signs of life of one worker. Give one to <see cref="UpdateWorker"/> to ask how it fares.</summary>
public sealed class WorkerPulse(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<QueuePulse> _queues = [];
    private long _progressAt = time.GetTimestamp();
    private long _longestLimit;

    /// <summary>Silence of a loop that makes it dead. Default 30 s; must exceed all calls that one turn of a loop makes.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Says how the worker fares now. Asks no one.</summary>
    public WorkerHealth Check()
    {
        QueuePulse[] queues;
        lock (_lock)
        {
            queues = [.. _queues];
        }

        List<string> deadly = [.. queues.Where(queue => queue.SinceBeat > LongestSilence).Select(Silent)];
        if (Stalled(queues) is { } stalled)
        {
            deadly.Add(stalled);
        }

        List<string> others = [.. queues.Select(Trouble).OfType<string>()];
        if (queues.Length == 0)
        {
            others.Add("starting: no queue is open yet");
        }

        return new WorkerHealth(deadly.Count == 0, deadly.Count + others.Count == 0, [.. deadly, .. others], [.. queues.Select(Describe)]);
    }

    /// <summary>The workers on a queue whose lease was found to have lapsed since the last call, by their incarnations' names.</summary>
    public IReadOnlyList<string> TakeLapsed(string queue) => Of(queue).TakeLapsed();

    /// <summary>The pulse of one of the worker's queues.</summary>
    internal QueuePulse Of(string queue)
    {
        lock (_lock)
        {
            var pulse = _queues.Find(known => known.Name == queue);
            if (pulse is null)
            {
                _queues.Add(pulse = new QueuePulse(queue, this, time));
            }

            return pulse;
        }
    }

    /// <summary>Something went on: a claim or a write was answered, or there was nothing to claim.</summary>
    internal void Progress() => Interlocked.Exchange(ref _progressAt, time.GetTimestamp());

    /// <summary>Takes note of a job's time limit; zero is none, null the default.</summary>
    internal void NoteLimit(TimeSpan? limit)
    {
        if (limit is not { } given)
        {
            return;
        }

        var ticks = given > TimeSpan.Zero ? given.Ticks : long.MaxValue;
        long known;
        while (ticks > (known = Interlocked.Read(ref _longestLimit)) && Interlocked.CompareExchange(ref _longestLimit, ticks, known) != known)
        {
            // Another was noted meanwhile.
        }
    }

    private static string Silent(QueuePulse queue) =>
        $"queue {queue.Name}: nothing was heard of its lease for {Seconds(queue.SinceBeat)}: the worker hangs";

    private static string? Trouble(QueuePulse queue) => (queue.Joined, queue.Problem) switch
    {
        (false, null) => $"queue {queue.Name}: not joined",
        (_, { } problem) => $"queue {queue.Name}: {problem}",
        _ when !HasLease(queue) => $"queue {queue.Name}: the lease was last renewed {Seconds(queue.SinceRenewal)} ago",
        _ => null,
    };

    // As LeaseKeeper, which takes the lease for lost after nine tenths of it.
    private static bool HasLease(QueuePulse queue) => queue.Joined && queue.SinceRenewal < queue.Lease * 0.9;

    private static QueueHealth Describe(QueuePulse queue) =>
        new(queue.Name, HasLease(queue), queue.Joined ? queue.SinceRenewal : null, queue.Held, queue.Paused);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    // A claim loop without a slot waits for handlers, and those have a time limit. One that has slots is heard of all the time.
    private string? Stalled(QueuePulse[] queues)
    {
        var limit = Interlocked.Read(ref _longestLimit);
        var silence = time.GetElapsedTime(Interlocked.Read(ref _progressAt));
        var mayRest = !Array.Exists(queues, queue => queue.Joined && (queue.Held > 0 || !queue.Paused));
        return mayRest || limit == long.MaxValue || silence <= LongestSilence + TimeSpan.FromTicks(limit)
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"nothing was claimed or settled for {silence.TotalSeconds:0} s while {queues.Sum(queue => queue.Held)} updates run: the handlers hang");
    }
}
