using System.Collections.Concurrent;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;

namespace TgWorker.Core.Tests.Working;

/// <summary>
/// A session that answers as a test says, and takes note of what it was asked. By itself it has nothing to give and accepts all.
/// </summary>
internal sealed class ScriptedSession : IQueueSession
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Incarnation { get; init; } = "scripted";

    // So long that a test's clock never comes near its end by accident.
    public TimeSpan Lease { get; init; } = TimeSpan.FromHours(10);

    public ILaneMemory Memory => null!;

    public Func<WorkerLoad>? Load { get; set; }

    public Func<int, ValueTask<Claim>> OnClaim { get; set; } = static _ => new(Nothing);

    public Func<IReadOnlyList<Delivery>, bool, ValueTask<IReadOnlyList<Settled>>> OnFinish { get; set; } =
        static (deliveries, _) => new([.. deliveries.Select(_ => new Settled(true, null))]);

    public Func<Delivery, Failure, bool, ValueTask<Settled>> OnFail { get; set; } = static (_, _, _) => new(new Settled(true, null));

    public Func<Delivery, TimeSpan, int, ValueTask<bool>> OnPark { get; set; } = static (_, _, _) => new(true);

    public Func<Delivery, int, ValueTask<bool>> OnNoteFailures { get; set; } = static (_, _) => new(true);

    public Func<ValueTask<Heartbeat>> OnRenew { get; set; } = static () => new(default(Heartbeat));

    /// <summary>
    /// What was asked, in order: <c>claim 4</c>, <c>finish 1,2 next</c>, <c>fail 1</c>, <c>park 1 5 s</c>, <c>note 1 2</c>, <c>wait</c>,
    /// <c>leave</c>.
    /// </summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentQueue<Failure> Failures { get; } = new();

    /// <summary>Ends when the session was left or disposed.</summary>
    public Task Left => _left.Task;

    public static Claim Nothing { get; } = new([], 0, Exhausted: true);

    public static Claim Granted(params Delivery[] deliveries) => new(deliveries, 0, Exhausted: true);

    public static Delivery Delivery(long id, string? lane = null, int failures = 0, int lapses = 0, Job? job = null)
    {
        lane ??= $"main:{id}";
        return new Delivery(job ?? new Job { Payload = "{}"u8.ToArray(), Update = "{}"u8.ToArray(), Lane = lane, Bot = "main",
            UpdateId = id }, lane, id, lapses, failures);
    }

    /// <summary>Lets the worker ask again.</summary>
    public void Wake() => Interlocked.Exchange(ref _woken, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public ValueTask<Claim> ClaimAsync(int slots, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"claim {slots}");
        return OnClaim(slots);
    }

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var woken = Volatile.Read(ref _woken).Task;
        Calls.Enqueue("wait");
        await woken.WaitAsync(cancellationToken);
    }

    public ValueTask<IReadOnlyList<Settled>> FinishAsync(
        IReadOnlyList<Delivery> deliveries, bool takeNext, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"finish {string.Join(',', deliveries.Select(delivery => delivery.Fence))}{(takeNext ? " next" : "")}");
        return OnFinish(deliveries, takeNext);
    }

    public ValueTask<Settled> FailAsync(Delivery delivery, Failure failure, bool takeNext, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"fail {delivery.Fence}{(takeNext ? " next" : "")}");
        Failures.Enqueue(failure);
        return OnFail(delivery, failure, takeNext);
    }

    public ValueTask<bool> ParkAsync(Delivery delivery, TimeSpan delay, int failures, CancellationToken cancellationToken)
    {
        Calls.Enqueue(FormattableString.Invariant($"park {delivery.Fence} {delay.TotalSeconds:0.###} s, {failures} failures"));
        return OnPark(delivery, delay, failures);
    }

    public ValueTask<bool> NoteFailuresAsync(Delivery delivery, int failures, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"note {delivery.Fence} {failures}");
        return OnNoteFailures(delivery, failures);
    }

    public ValueTask<Heartbeat> RenewAsync(CancellationToken cancellationToken) => OnRenew();

    public ValueTask LeaveAsync(CancellationToken cancellationToken)
    {
        Calls.Enqueue("leave");
        _left.TrySetResult();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _left.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
