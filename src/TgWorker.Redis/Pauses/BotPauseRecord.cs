using System.Globalization;
using TgWorker.Core.Text;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Pauses;

/// <summary>The pause of a bot, as <see cref="QueueKeys.PausedBots"/> has it.</summary>
/// <param name="Number">Its number: the lanes it has set aside stand so many times <see cref="Aside"/> behind their time.</param>
/// <param name="Since">Since when it is paused.</param>
/// <param name="HasEnded">Whether it has ended, and lanes still come back.</param>
internal readonly record struct BotPauseRecord(long Number, DateTimeOffset Since, bool HasEnded)
{
    /// <summary>The most bots that may be paused: beyond, milliseconds would get lost in a sorted set's doubles.</summary>
    public const int Most = 900;

    /// <summary>In milliseconds, and later than any time that is one (see prologue.lua).</summary>
    public const long Aside = 10_000_000_000_000;

    private const string Ended = "ended";

    /// <summary>When a lane with this score may run, or since when it is set aside.</summary>
    public static double TimeOf(double score) => score >= Aside ? score % Aside : score;

    /// <summary>The number of the pause that has set a lane with this score aside; 0 for none.</summary>
    public static double NumberOf(double score) => Math.Floor(score / Aside);

    /// <summary>Writes one that has not ended.</summary>
    public static string Write(int number, DateTimeOffset since) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {since.ToUnixTimeMilliseconds()}");

    /// <summary>Reads one; null when it is none.</summary>
    public static BotPauseRecord? Read(string? text) =>
        text?.Split(' ') is [var number, var since, .. var more]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var its) && its is > 0 and < 1_000
        && double.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? new BotPauseRecord(its, KeptTime.AtMilliseconds(at), more is [Ended])
            : null;
}
