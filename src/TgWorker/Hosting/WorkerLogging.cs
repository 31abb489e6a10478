using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using TgWorker.Configuration;

namespace TgWorker.Hosting;

/// <summary>Where the log goes: to standard output, a line per event, times in UTC.</summary>
internal static class WorkerLogging
{
    private const string Timestamp = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";

    public static void Configure(ILoggingBuilder logging, LogOptions options)
    {
        logging.SetMinimumLevel(options.Level);
        if (options.Format == LogFormat.Json)
        {
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, Timestamp.TrimEnd()));
        }
        else
        {
            logging.AddSimpleConsole(console =>
                (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat, console.ColorBehavior) =
                (true, true, Timestamp, Console.IsOutputRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default));
        }
    }
}
