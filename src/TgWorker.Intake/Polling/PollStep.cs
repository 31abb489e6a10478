namespace TgWorker.Intake.Polling;

/// <summary>What the poller does next.</summary>
/// <param name="Action">What.</param>
/// <param name="Wait">How long it waits first.</param>
/// <param name="Tells">Whether an operator is to hear of it now.</param>
internal readonly record struct PollStep(PollAction Action, TimeSpan Wait, bool Tells);
