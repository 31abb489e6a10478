namespace TgWorker.Intake.Receiving;

/// <summary>A bot whose updates the receiver takes.</summary>
/// <param name="Name">Its name in the webhook's path, and on the queue.</param>
/// <param name="Secrets">What Telegram has to send along.</param>
/// <param name="Label">How telemetry calls it.</param>
internal sealed record ReceiverBot(string Name, SecretTokens Secrets, string Label);
