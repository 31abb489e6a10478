using Microsoft.Extensions.Hosting;

namespace TgWorker.Systemd;

/// <summary>
/// Keeps the supervisor informed: ready, alive, stopping. Ready does not wait for Redis, which may start after the worker.
/// </summary>
/// <remarks>Registered before the worker, so that it is stopped after it: the watchdog is fed through the grace period.</remarks>
internal sealed class SupervisorService(ServiceNotifier notifier, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var started = lifetime.ApplicationStarted.Register(notifier.Ready);
        using var stopping = lifetime.ApplicationStopping.Register(notifier.Stopping);
        var interval = notifier.WatchdogInterval ?? Timeout.InfiniteTimeSpan;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            notifier.Watchdog();
        }
    }
}
