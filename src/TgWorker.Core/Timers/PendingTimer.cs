namespace TgWorker.Core.Timers;

/// <summary>A timer that has not gone off yet.</summary>
/// <param name="Id">Its id on its queue: the lane, a slash, the name.</param>
/// <param name="Due">When it goes off.</param>
/// <param name="Repeat">When it repeats; null for a timer that goes off once.</param>
/// <param name="NotLaterThan">How late it may go off; null for no limit.</param>
public sealed record PendingTimer(string Id, DateTimeOffset Due, TimerRepeat? Repeat, TimeSpan? NotLaterThan)
{
    /// <summary>The lane that it enters, such as <c>main:5123456789</c>.</summary>
    public string Lane => Id.Split('/', 2)[0];

    /// <summary>Its name.</summary>
    public string Name => Id.Split('/', 2)[^1];
}
