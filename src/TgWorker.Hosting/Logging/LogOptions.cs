using Microsoft.Extensions.Logging;

namespace TgWorker.Hosting.Logging;

/// <summary>What is logged, and how. In the configuration: the section <c>Log</c>.</summary>
public sealed class LogOptions
{
    /// <summary>The lowest level to log. Default <see cref="LogLevel.Information"/>.</summary>
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>The format of a line. Default <see cref="LogFormat.Text"/>.</summary>
    public LogFormat Format { get; set; } = LogFormat.Text;
}
