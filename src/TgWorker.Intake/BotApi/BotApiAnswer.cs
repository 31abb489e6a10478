namespace TgWorker.Intake.BotApi;

/// <summary>An answer of a Bot API server.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">JSON, unless a gateway in front of Telegram is in trouble.</param>
internal sealed record BotApiAnswer(int Status, byte[] Body);
