using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TgWorker.Hosting.Lifetime;

/// <summary>
/// Starts a host's features in their turns and stops them in the opposite order. A mistake in the configuration, or a feature that cannot
/// start, is a line in the log for each and the host's end with an exit code, not an exception with its stack.
/// </summary>
internal sealed partial class FeatureRunner(
    IServiceProvider services, IEnumerable<HostedFeature> features, IStartCheck check, WorkerResult result,
    IHostApplicationLifetime lifetime, ILogger<FeatureRunner> logger)
    : IHostedService, IAsyncDisposable
{
    private readonly Stack<IHostedService> _started = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (check.Problems.Count > 0)
        {
            foreach (var problem in check.Problems)
            {
                LogProblem(problem);
            }

            End(ExitCode.Usage);
            return;
        }

        try
        {
            foreach (var feature in features.OrderBy(feature => feature.Turn))
            {
                var service = feature.Create(services);
                _started.Push(service);
                await service.StartAsync(cancellationToken);
                _ = WatchAsync(service);
            }
        }
        catch (FeatureStartException e)
        {
            LogCannotStart(e.Message);
            End(e.ExitCode);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var service in _started)
        {
            try
            {
                await service.StopAsync(cancellationToken);
            }
#pragma warning disable CA1031 // The others are to be stopped all the same.
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogCrash(e, service.GetType().Name);
                result.End(ExitCode.Failed);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var service))
        {
            switch (service)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }
    }

    // The host itself looks after those services only that it knows.
    private async Task WatchAsync(IHostedService service)
    {
        if (service is not BackgroundService { ExecuteTask: { } run })
        {
            return;
        }

        try
        {
            await run.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // It was told to.
        }
#pragma warning disable CA1031 // Whatever it is, it must not go unseen.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogCrash(e, service.GetType().Name);
            End(ExitCode.Failed);
        }
    }

    private void End(int exitCode)
    {
        result.End(exitCode);
        lifetime.StopApplication();
    }

    [LoggerMessage(510, LogLevel.Critical, "{Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(511, LogLevel.Critical, "{Reason}")]
    private partial void LogCannotStart(string reason);

    [LoggerMessage(512, LogLevel.Critical, "{Service} crashed")]
    private partial void LogCrash(Exception exception, string service);
}
