using Microsoft.Extensions.Logging;
using TgWorker.Cli;
using TgWorker.Handling;

namespace TgWorker.Handlers;

/// <summary>Writes a line per update to the log: where it came from and of what kind it is, never what it says.</summary>
internal sealed partial class LogHandler(ILogger<LogHandler> logger) : IUpdateHandler
{
    public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            var bot = TerminalText.Escape(context.Bot);
            LogUpdate(bot, context.UpdateId, TerminalText.Escape(UpdateKind.Of(context.Update.Span)), context.Lane, context.Attempt);
        }

        return ValueTask.FromResult(UpdateOutcome.Handled);
    }

    [LoggerMessage(400, LogLevel.Information, "Bot {Bot}, update {UpdateId}: {Kind}, lane {Lane}, try {Attempt}", SkipEnabledCheck = true)]
    private partial void LogUpdate(string bot, long? updateId, string kind, string lane, int attempt);
}
