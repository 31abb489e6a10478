namespace TgWorker.Intake.BotApi;

/// <summary>The Bot API server did not answer. The message names no token.</summary>
internal sealed class BotApiUnreachableException(string message) : Exception(message);
