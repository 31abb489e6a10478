namespace TgWorker.Core.Sending;

/// <summary>Telegram refused a call because there were too many (429).</summary>
/// <param name="Wish">What was to be sent.</param>
/// <param name="RetryAfter">How long Telegram asks to wait.</param>
public sealed record SendRefusal(SendWish Wish, TimeSpan RetryAfter);
