using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using TgWorker.Hosting.Configuration;
using TgWorker.Reloading;

namespace TgWorker.Working;

/// <summary>
/// Where the log goes: to standard output, a line per event, times in UTC. Under systemd, text lines begin with the level as
/// journald wants it (&lt;4&gt; is a warning) instead of the time, which journald writes itself.
/// </summary>
internal static class WorkerLogging
{
    private const string Timestamp = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";

    public static void Configure(ILoggingBuilder logging, LogOptions options, IReadOnlyDictionary<string, string> variables)
    {
        var level = new LogLevelSwitch(options.Level);
        logging.Services.AddSingleton(level);
        logging.Services.AddSingleton<IConfigureOptions<LoggerFilterOptions>>(level);
        logging.Services.AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>>(level);
        if (options.Format == LogFormat.Json)
        {
            // The trace and span of what is logged while an update is handled, for whoever traces.
            logging.Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
            logging.AddJsonConsole(console =>
                (console.UseUtcTimestamp, console.TimestampFormat, console.IncludeScopes) = (true, Timestamp.TrimEnd(), true));
        }
        else if (Console.IsOutputRedirected && !string.IsNullOrEmpty(variables.GetValueOrDefault("JOURNAL_STREAM")))
        {
            logging.AddSystemdConsole(console => console.UseUtcTimestamp = true);
        }
        else
        {
            logging.AddSimpleConsole(console =>
                (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat, console.ColorBehavior) =
                (true, true, Timestamp, Console.IsOutputRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default));
        }
    }
}
