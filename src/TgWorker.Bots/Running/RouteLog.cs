using Microsoft.Extensions.Logging;

namespace TgWorker.Bots.Running;

/// <summary>What the log says of the routes when the worker starts.</summary>
internal static partial class RouteLog
{
    [LoggerMessage(600, LogLevel.Warning, "{Warning}")]
    public static partial void Warn(ILogger logger, string warning);
}
