namespace TgWorker.Core.Sending;

/// <summary>Telegram has refused a call because of too many (429).</summary>
/// <param name="Wish">What was to be sent.</param>
/// <param name="RetryAfter">How long Telegram asks to wait.</param>
public sealed record SendRefusal(SendWish Wish, TimeSpan RetryAfter);
