namespace TgWorker.Hosting.Lifetime;

/// <summary>The order in which a host's features start. They stop in the opposite order.</summary>
internal enum Turn
{
    /// <summary>Tells the supervisor; is there until all else has ended.</summary>
    Supervise,

    /// <summary>Answers who asks: health, dashboard. Answers through the grace period.</summary>
    Answer,

    /// <summary>Handles updates.</summary>
    Work,

    /// <summary>Brings updates in: last to start, first to stop.</summary>
    TakeIn,
}
