using System.Globalization;

namespace TgWorker.Core.Health;

/// <summary>The signs of life of one worker. Pass one to the worker to ask for its health.</summary>
public sealed class WorkerPulse(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<QueuePulse> _queues = [];
    private long _progressAt = time.GetTimestamp();

    /// <summary>
    /// How long a loop, or a handler beyond its time limit, may be silent before it counts as hanging. Default 30 s; must be longer than
    /// all calls in one turn of a loop take.
    /// </summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tells the worker's health now. Asks no one.</summary>
    public WorkerHealth Check()
    {
        QueuePulse[] queues;
        lock (_lock)
        {
            queues = [.. _queues];
        }

        var signs = Array.ConvertAll(queues, queue => queue.Look(LongestSilence));
        List<string> deadly = [.. queues.Where(queue => queue.SinceBeat > LongestSilence).Select(Silent)];
        deadly.AddRange(queues.Zip(signs, Lost).OfType<string>());
        if (Stalled(queues, signs) is { } stalled)
        {
            deadly.Add(stalled);
        }

        List<string> others = [.. queues.Select(Trouble).OfType<string>()];
        if (queues.Length == 0)
        {
            others.Add("starting: no queue is open yet");
        }

        // Those that remain do the work: no reason to restart, or to take no more.
        var notes = deadly.Count == 0 ? queues.Zip(signs, Hanging).OfType<string>() : [];
        return new WorkerHealth(
            deadly.Count == 0, deadly.Count + others.Count == 0, [.. deadly, .. others, .. notes], [.. queues.Zip(signs, Describe)]);
    }

    /// <summary>The workers on a queue whose lease was found expired since the last call, by their incarnations' names.</summary>
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

    /// <summary>Records progress: a claim or a write was answered, or there was nothing to claim.</summary>
    internal void Progress() => Interlocked.Exchange(ref _progressAt, time.GetTimestamp());

    private static string Silent(QueuePulse queue) =>
        $"queue {queue.Name}: nothing was heard of its lease for {Seconds(queue.SinceBeat)}: the worker hangs";

    private string? Lost(QueuePulse queue, RunSigns signs) => queue.Straying(signs) is { } since && since > LongestSilence
        ? string.Create(CultureInfo.InvariantCulture,
            $"queue {queue.Name}: {queue.Held - signs.Open} updates are held and not run, for {Seconds(since)}: the worker lost "
                + $"track of them")
        : null;

    private static string? Hanging(QueuePulse queue, RunSigns signs) => signs.Hanging > 0
        ? string.Create(CultureInfo.InvariantCulture,
            $"queue {queue.Name}: {signs.Hanging} of {signs.Open} handlers have outlived their time limit and ignore their "
                + $"cancellation")
        : null;

    private static string? Trouble(QueuePulse queue) => (queue.Joined, queue.Problem) switch
    {
        (false, null) => $"queue {queue.Name}: not joined",
        (_, { } problem) => $"queue {queue.Name}: {problem}",
        _ when !HasLease(queue) => $"queue {queue.Name}: the lease was last renewed {Seconds(queue.SinceRenewal)} ago",
        _ => null,
    };

    // As LeaseKeeper, which takes the lease for lost after nine tenths of it.
    private static bool HasLease(QueuePulse queue) => queue.Joined && queue.SinceRenewal < queue.Lease * 0.9;

    private static QueueHealth Describe(QueuePulse queue, RunSigns signs) =>
        new(queue.Name, HasLease(queue), queue.Joined ? queue.SinceRenewal : null, queue.Held, queue.Paused,
            signs.Hanging) { HangingRuns = signs.Some ?? [] };

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    // A claim loop without a slot waits for handlers. While one of them is within its time limit, or has none, there is hope. A loop that
    // has slots is heard of all the time.
    private string? Stalled(QueuePulse[] queues, RunSigns[] signs)
    {
        var silence = time.GetElapsedTime(Interlocked.Read(ref _progressAt));
        var mayRest = !Array.Exists(queues, queue => queue.Joined && (queue.Held > 0 || !queue.Paused));
        return mayRest || silence <= LongestSilence || Array.Exists(signs, one => one.Moving > 0)
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"nothing was claimed or settled for {silence.TotalSeconds:0} s while {queues.Sum(queue => queue.Held)} updates run: "
                    + $"the handlers hang");
    }
}
