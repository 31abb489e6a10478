namespace TgWorker.Model.Specification;

/// <summary>The pause of a bot.</summary>
/// <param name="Number">How many times <see cref="Aside"/> the lanes that it has set aside stand behind their time.</param>
/// <param name="Since">Since when it is paused, in ms.</param>
/// <param name="HasEnded">Whether it has ended, and lanes still come back.</param>
internal readonly record struct BotPause(long Number, long Since, bool HasEnded)
{
    /// <summary>Later than any time, in ms.</summary>
    public const long Aside = 10_000_000_000_000;
}
