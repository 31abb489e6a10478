namespace TgWorker.Proof.Histories;

/// <summary>A process that was killed.</summary>
/// <param name="Sender">The process.</param>
/// <param name="At">When, since the start of the history.</param>
public sealed record Death(string Sender, TimeSpan At);
