using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>No token is configured for the bot an update came in for: another try would not help.</summary>
public sealed class UnknownBotException : UpdateOutcomeException
{
    /// <summary>Creates the exception for a bot.</summary>
    public UnknownBotException(string bot)
        : base(TextFor(bot))
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

    /// <inheritdoc/>
    public override UpdateOutcome Outcome => UpdateOutcome.Fail(Message);

    internal static string TextFor(string bot) => bot.Length == 0
        ? "The payload names no bot, and not exactly one is configured: set TelegramBots:NAME:Token for one bot."
        : $"No token is configured for the bot '{bot}': set TelegramBots:{bot}:Token.";
}
