using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>Telegram.Bot cannot read an update; another try would not help.</summary>
public sealed class UnreadableUpdateException : UpdateOutcomeException
{
    /// <summary>Creates the exception.</summary>
    public UnreadableUpdateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception without details.</summary>
    public UnreadableUpdateException()
    {
    }

    /// <summary>Creates the exception with a cause.</summary>
    public UnreadableUpdateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    public override UpdateOutcome Outcome => UpdateOutcome.Fail(Message);
}
