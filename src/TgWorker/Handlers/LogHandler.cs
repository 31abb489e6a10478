using Microsoft.Extensions.Logging;
using TgWorker.Cli;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Handlers;

/// <summary>Writes a line per update to the log: where it came from and of what kind it is, never what it says.</summary>
internal sealed partial class LogHandler(ILogger<LogHandler> logger) : IUpdateHandler
{
    private const int LongestKind = 64;

    public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            var bot = TerminalText.Escape(context.Bot);
            LogUpdate(bot, context.UpdateId, TerminalText.Escape(KindOf(context.View)), context.Lane, context.Attempt);
        }

        return ValueTask.FromResult(UpdateOutcome.Handled);
    }

    /// <summary>
    /// The name of the field that carries the update's content, or <c>unknown</c>. It may be anybody's: a long one is none of Telegram's.
    /// </summary>
    internal static string KindOf(UpdateView update) => update.KindName is { Length: > 0 and <= LongestKind } kind ? kind : "unknown";

    [LoggerMessage(400, LogLevel.Information, "Bot {Bot}, update {UpdateId}: {Kind}, lane {Lane}, try {Attempt}", SkipEnabledCheck = true)]
    private partial void LogUpdate(string bot, long? updateId, string kind, string lane, int attempt);
}
