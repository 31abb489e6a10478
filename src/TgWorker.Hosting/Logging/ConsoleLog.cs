using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace TgWorker.Hosting.Logging;

/// <summary>
/// Where the log goes: to standard output, a line per event, times in UTC. Under systemd, text lines begin with the level as
/// journald wants it (&lt;4&gt; is a warning) instead of the time, which journald writes itself.
/// </summary>
internal static class ConsoleLog
{
    private const string Timestamp = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";

    public static void AddTo(ILoggingBuilder logging)
    {
        var services = logging.Services;
        services.TryAddSingleton(provider => new LogLevelSwitch(provider.GetRequiredService<LogOptions>().Level));
        services.AddSingleton<IConfigureOptions<LoggerFilterOptions>>(provider => provider.GetRequiredService<LogLevelSwitch>());
        services.AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>>(provider => provider.GetRequiredService<LogLevelSwitch>());

        // The trace and span of what is logged while an update is handled, for whoever traces.
        services.AddOptions<LoggerFactoryOptions>().Configure<LogOptions>((factory, options) => factory.ActivityTrackingOptions =
            options.Format == LogFormat.Json ? ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId
                : ActivityTrackingOptions.None);
        logging.AddJsonConsole(json =>
            (json.UseUtcTimestamp, json.TimestampFormat, json.IncludeScopes) = (true, Timestamp.TrimEnd(), true));
        logging.AddSystemdConsole(journal => journal.UseUtcTimestamp = true);
        logging.AddSimpleConsole(text => (text.SingleLine, text.UseUtcTimestamp, text.TimestampFormat, text.ColorBehavior) =
            (true, true, Timestamp, Console.IsOutputRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default));

        // Each of the three names itself the formatter: this comes after them.
        services.AddOptions<ConsoleLoggerOptions>()
            .PostConfigure<LogOptions>((console, options) => console.FormatterName = FormatterOf(options.Format));
    }

    private static string FormatterOf(LogFormat format) => format == LogFormat.Json ? ConsoleFormatterNames.Json
        : Console.IsOutputRedirected && !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("JOURNAL_STREAM"))
            ? ConsoleFormatterNames.Systemd
        : ConsoleFormatterNames.Simple;
}
