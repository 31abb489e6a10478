using TgWorker.Handling;

namespace TgWorker.TelegramBot;

/// <summary>No token is configured for the bot an update came in for: another try would not help.</summary>
public sealed class UnknownBotException : UpdateOutcomeException
{
    /// <summary>Creates the exception for a bot.</summary>
    public UnknownBotException(string bot)
        : base($"No token is configured for the bot '{bot}': set {TelegramBotOptions.Section}:{bot}:Token.")
    {
    }

    /// <summary>Creates the exception without naming the bot.</summary>
    public UnknownBotException()
    {
    }

    /// <summary>Creates the exception with a cause.</summary>
    public UnknownBotException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public override UpdateOutcome Outcome => UpdateOutcome.Fail(Message);
}
