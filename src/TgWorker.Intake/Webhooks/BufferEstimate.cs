using System.Globalization;

namespace TgWorker.Intake.Webhooks;

/// <summary>
/// How long Telegram keeps what it cannot deliver: 100,000 updates or 128 MiB for a bot, then new ones are dropped without a word.
/// </summary>
/// <remarks>TQueue.cpp of tdlib/td: MAX_QUEUE_EVENTS, MAX_TOTAL_EVENT_LENGTH. From 1.34 kB for an update on, the bytes are the lower
/// limit.</remarks>
internal static class BufferEstimate
{
    /// <summary>The most updates that Telegram keeps for a bot.</summary>
    public const long Most = 100_000;

    /// <summary>How long it lasts when so many come and none goes; null while none come.</summary>
    /// <param name="pending">How many wait now.</param>
    /// <param name="perSecond">How many more there are each second.</param>
    public static TimeSpan? Left(long pending, double perSecond) =>
        perSecond <= 0 ? null : TimeSpan.FromSeconds(Math.Min(Math.Max(Most - pending, 0) / perSecond, 10 * 365 * 86_400.0));

    /// <summary>The same in words.</summary>
    public static string Text(long pending, double perSecond) => Left(pending, perSecond) is { } left
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{pending} updates wait at Telegram, {perSecond:0.#} more each second: its buffer of {Most} (or 128 MiB) is full in "
                + $"{RoughTime.Text(left)}, then new ones are lost; button presses are lost after 150 s, inline queries after 30 s")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{pending} updates wait at Telegram, no more than before; it keeps {Most} (or 128 MiB), messages for 24 hours, button "
                + $"presses for 150 s, inline queries for 30 s");
}
