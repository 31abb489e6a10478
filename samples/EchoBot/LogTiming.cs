using Microsoft.Extensions.Logging;
using TgWorker.Bots;

namespace EchoBot;

/// <summary>Middleware: logs how long each update took, never what it says.</summary>
public sealed partial class LogTiming(ILogger<LogTiming> logger, TimeProvider time) : IUpdateMiddleware
{
    public async ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, UpdateDelegate inner, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var outcome = await inner(context, cancellationToken);
        Took(context.UpdateId, context.View.KindName, time.GetElapsedTime(started).TotalMilliseconds, outcome.Kind);
        return outcome;
    }

    [LoggerMessage(1, LogLevel.Debug, "Update {UpdateId} ({Kind}) took {Milliseconds} ms: {Outcome}")]
    private partial void Took(long? updateId, string? kind, double milliseconds, OutcomeKind outcome);
}
