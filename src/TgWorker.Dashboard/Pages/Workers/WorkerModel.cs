using TgWorker.Core.Queues;

namespace TgWorker.Dashboard.Pages.Workers;

/// <summary>One worker.</summary>
internal sealed record WorkerModel
{
    // It renews three times within its lease.
    private const double LateAfter = 0.67;

    public required string Queue { get; init; }

    public required string Incarnation { get; init; }

    public required WorkerState State { get; init; }

    public string? Host { get; init; }

    public int? ProcessId { get; init; }

    public string? Version { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public required long Chats { get; init; }

    public int Running { get; init; }

    public int Slots { get; init; }

    public long Finished { get; init; }

    public long Failed { get; init; }

    public double FinishedPerSecond { get; init; }

    public TimeSpan? SinceBeat { get; init; }

    public required TimeSpan LeaseLeft { get; init; }

    public static WorkerModel Of(string queue, WorkerStatus worker) => new()
    {
        Queue = queue,
        Incarnation = worker.Incarnation,
        State = worker.LeaseLeft <= TimeSpan.Zero ? WorkerState.Dead : worker.SinceBeat > worker.Replica?.Lease * LateAfter
            ? WorkerState.Late : WorkerState.Alive,
        Host = worker.Replica?.Host,
        ProcessId = worker.Replica?.ProcessId,
        Version = worker.Replica?.Version,
        StartedAt = worker.Replica?.StartedAt,
        Chats = worker.Lanes,
        Running = worker.Replica?.Load.Running ?? 0,
        Slots = worker.Replica?.Load.Slots ?? 0,
        Finished = worker.Replica?.Load.Finished ?? 0,
        Failed = worker.Replica?.Load.Failed ?? 0,
        FinishedPerSecond = worker.Replica?.FinishedPerSecond ?? 0,
        SinceBeat = worker.SinceBeat,
        LeaseLeft = worker.LeaseLeft,
    };
}
