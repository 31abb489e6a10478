using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Hosting.Listening;

namespace TgWorker.Hosting.Health;

/// <summary>Opens the health port, and answers on it until all else has stopped.</summary>
internal sealed partial class HealthService(
    HealthOptions options, HostHealth health, IEnumerable<IHealthPage> pages, ILoggerFactory loggers, ILogger<HealthService> logger)
        : IHostedService, IAsyncDisposable
{
    private WebListener? _listener;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Port == 0)
        {
            return;
        }

        var address = new ListenAddress(options.Host, options.Port);
        _listener = await WebListener.StartAsync(
            "The health port",
            address,
            application =>
            {
                HealthEndpoints.Map(application, health);
                foreach (var page in pages)
                {
                    page.Map(application);
                }
            },
            loggers,
            "Give another --health-port (Health:Port), 0 for none",
            cancellationToken);
        LogOpen(address, string.Join(", ", pages.Select(page => page.Path).Prepend("/health/ready").Prepend("/health/live")));
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _listener, null) is { } listener)
        {
            await listener.DisposeAsync();
        }
    }

    [LoggerMessage(520, LogLevel.Information, "Health at http://{Address}: {Paths}")]
    private partial void LogOpen(ListenAddress address, string paths);
}
