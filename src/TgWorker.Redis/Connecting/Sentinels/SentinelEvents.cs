namespace TgWorker.Redis.Connecting.Sentinels;

/// <summary>What Sentinels say of their own accord.</summary>
internal static class SentinelEvents
{
    /// <summary>Those that are listened to.</summary>
    public static readonly string[] Channels =
    [
        "+switch-master", "+try-failover", "+elected-leader", "+failover-state-select-slave", "+selected-slave", "+promoted-slave",
        "+failover-end", "+failover-end-for-timeout", "-failover-abort-no-good-slave", "-failover-abort-not-elected",
        "-failover-abort-slave-timeout",
    ];

    // These come before a replica is told to become the primary: a tenth of a second or more in a planned fail-over.
    private static readonly string[] Beginnings =
        ["+try-failover", "+elected-leader", "+failover-state-select-slave", "+selected-slave", "+switch-master"];

    /// <summary>Whether from this moment on another server may be the primary.</summary>
    /// <param name="channel">The event.</param>
    /// <param name="message">Its text, such as <c>master mymaster 127.0.0.1 6379</c>.</param>
    /// <param name="master">What the primary is called.</param>
    public static bool IsBeginning(string channel, string message, string master) =>
        Beginnings.Contains(channel) && message.Split(' ').Contains(master);
}
