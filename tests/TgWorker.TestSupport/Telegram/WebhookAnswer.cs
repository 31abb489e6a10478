namespace TgWorker.TestSupport.Telegram;

/// <summary>What came back from a webhook.</summary>
/// <param name="Status">The status; 0 where the connection ended or fell silent.</param>
/// <param name="Problem">Telegram's words for it; null when the update counts as delivered.</param>
/// <param name="RetryAfter">Whole seconds; dates are not understood.</param>
/// <param name="KeepsAlive">Whether the connection can be used again.</param>
/// <param name="Body">The answer's body.</param>
internal sealed record WebhookAnswer(int Status, string? Problem, int? RetryAfter, bool KeepsAlive, string Body);
