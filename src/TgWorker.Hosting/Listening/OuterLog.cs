using Microsoft.Extensions.Logging;

namespace TgWorker.Hosting.Listening;

/// <summary>Sends what an inner host logs to the host around it.</summary>
internal sealed class OuterLog(ILoggerFactory loggers) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => loggers.CreateLogger(categoryName);

    public void Dispose()
    {
        // The factory is the outer host's.
    }
}
