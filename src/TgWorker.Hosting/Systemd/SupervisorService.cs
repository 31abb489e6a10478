using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Health;
using TgWorker.Hosting.Health;

namespace TgWorker.Hosting.Systemd;

/// <summary>
/// Keeps the supervisor informed: ready, alive, what it does, stopping. Ready does not wait for Redis, which may start after
/// the worker. Alive is said only while the worker's loops turn, so that one that hangs is started again.
/// </summary>
/// <remarks>The first to start and the last to stop: the watchdog is fed through the grace period.</remarks>
internal sealed partial class SupervisorService(
    ServiceNotifier notifier, HostHealth health, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SupervisorService> logger)
        : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private string? _status;
    private bool _hangs;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var started = lifetime.ApplicationStarted.Register(notifier.Ready);
        using var stopping = lifetime.ApplicationStopping.Register(notifier.Stopping);
        var pause = notifier.WatchdogInterval is { } interval && interval < LongestPause ? interval : LongestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Tell(health.Check());
        }
    }

    private void Tell(WorkerHealth health)
    {
        var status = Describe(health);
        if (status != _status)
        {
            notifier.Status(_status = status);
        }

        if (health.IsLive)
        {
            notifier.Watchdog();
        }

        if (_hangs != !health.IsLive)
        {
            _hangs = !health.IsLive;
            if (_hangs)
            {
                LogHangs(health.Reasons[0]);
            }
            else
            {
                LogLives();
            }
        }
    }

    private static string Describe(WorkerHealth health) => health.Reasons.Count > 0
        ? string.Join("; ", health.Reasons)
        : string.Join("; ", health.Queues.Select(queue => string.Create(
            CultureInfo.InvariantCulture, $"{queue.Name}: {(queue.Paused ? "paused, " : "")}{queue.Running} updates running")));

    [LoggerMessage(530, LogLevel.Critical, "The watchdog is no longer fed: {Reason}")]
    private partial void LogHangs(string reason);

    [LoggerMessage(531, LogLevel.Warning, "The watchdog is fed again")]
    private partial void LogLives();
}
