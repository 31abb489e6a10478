using Microsoft.Extensions.Logging;

namespace TgWorker.Hosting.Configuration;

/// <summary>What is logged, and how.</summary>
internal sealed class LogOptions
{
    public LogLevel Level { get; set; } = LogLevel.Information;

    public LogFormat Format { get; set; } = LogFormat.Text;
}
