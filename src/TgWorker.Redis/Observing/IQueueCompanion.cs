namespace TgWorker.Redis.Observing;

/// <summary>
/// What lives beside a queue, on the beat of its workers' leases. Never in the way of an update: <see cref="Beat"/> comes from the
/// lease's own renewal and returns at once, and nothing here throws.
/// </summary>
internal interface IQueueCompanion
{
    /// <summary>Whether workers are to claim nothing now.</summary>
    bool Paused => false;

    /// <summary>Whether workers were asked to restart since this one started.</summary>
    bool RestartRequested => false;

    /// <summary>Does everything once, before a worker's first claim.</summary>
    Task MeetAsync() => Task.CompletedTask;

    /// <summary>Starts what is due by now; does not wait for it.</summary>
    void Beat();

    /// <summary>Leaves things in order behind a worker that stops.</summary>
    Task PartAsync() => Task.CompletedTask;
}
