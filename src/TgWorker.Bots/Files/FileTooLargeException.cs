using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>A file has more bytes than the handler, or Telegram, takes. Uncaught it gives the update up: it will not shrink.</summary>
public sealed class FileTooLargeException : UpdateOutcomeException
{
    internal FileTooLargeException(string message)
        : base(message)
    {
    }

    /// <summary>A failed job.</summary>
    public override UpdateOutcome Outcome => UpdateOutcome.Fail(Message, "file_too_large");
}
