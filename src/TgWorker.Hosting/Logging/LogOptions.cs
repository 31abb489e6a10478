using Microsoft.Extensions.Logging;

namespace TgWorker.Hosting.Logging;

/// <summary>What is logged, and how; in the configuration the section <c>Log</c>.</summary>
public sealed class LogOptions
{
    /// <summary>The least level that is logged. Default <see cref="LogLevel.Information"/>.</summary>
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>How a line looks. Default <see cref="LogFormat.Text"/>.</summary>
    public LogFormat Format { get; set; } = LogFormat.Text;
}
