using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Dashboard;
using TgWorker.Dashboard.Configuration;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Listening;

namespace TgWorker.Hosting.Dashboards;

/// <summary>The dashboard on an address of its own, where <c>Dashboard:Listen</c> or <c>Dashboard:Port</c> says so.</summary>
internal sealed partial class DashboardFeature(
    DashboardOptions options, DashboardSite site, IHostApplicationLifetime lifetime, WorkerResult result, ILoggerFactory loggers,
    ILogger<DashboardFeature> logger)
    : IHostedService, IAsyncDisposable
{
    private WebListener? _listener;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // A page that is watched is a request without end, for which a server would wait.
        lifetime.ApplicationStopping.Register(site.EndStreams);
        if ((options.Listen ?? (options.Port > 0 ? $"http://127.0.0.1:{options.Port}" : null)) is not { } url)
        {
            return;
        }

        _listener = await WebListener.StartAsync(
            "The dashboard",
            url,
            ListenPlace.Parse(url)!.ApplyTo,
            application => DashboardRoute.Map(application, "", site),
            loggers,
            "Give another --listen (Dashboard:Listen) or --dashboard-port (Dashboard:Port)",
            cancellationToken);
        LogOpen(string.Join(", ", _listener.Urls));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        result.End(ExitCode.Done);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _listener, null) is { } listener)
        {
            await listener.DisposeAsync();
        }
    }

    [LoggerMessage(705, LogLevel.Information, "Dashboard at {Urls}")]
    private partial void LogOpen(string urls);
}
