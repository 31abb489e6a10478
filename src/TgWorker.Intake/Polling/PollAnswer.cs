namespace TgWorker.Intake.Polling;

/// <summary>What came of asking for updates.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">In words; never with the token.</param>
/// <param name="RetryAfter">How long Telegram asks to wait.</param>
internal sealed record PollAnswer(PollAnswerKind Kind, string Text, TimeSpan RetryAfter = default)
{
    /// <summary>The updates in the order of their ids, with the bytes as Telegram wrote them.</summary>
    public IReadOnlyList<PolledUpdate> Updates { get; init; } = [];
}
