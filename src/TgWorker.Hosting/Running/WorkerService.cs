using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Core.Working;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Stores;

namespace TgWorker.Hosting.Running;

/// <summary>Opens the queues, runs the engine on them and ends the host with it.</summary>
internal sealed partial class WorkerService(
    TgWorkerOptions options,
    IQueueFactory factory,
    IWorkerEngine engine,
    WorkerResult result,
    TimeProvider time,
    ILoggerFactory loggers,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = loggers.CreateLogger<WorkerService>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            result.End(await RunAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            result.End(ExitCode.Done);
        }
        catch (QueueUnsupportedException e)
        {
            LogUnsupported(e.Message);
            result.End(ExitCode.Usage);
        }
        catch (Exception e)
        {
            LogCrash(e);
            result.End(ExitCode.Failed);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private async Task<int> RunAsync(CancellationToken stoppingToken)
    {
        var queues = await OpenAsync(stoppingToken);
        try
        {
            LogStarted(string.Join(", ", options.Queue.Names.Select(options.PlaceOf).Distinct()), string.Join(", ", options.Queue.Names),
                options.Prefix, options.Worker.Concurrency);
            var exit = await engine.RunAsync(queues, stoppingToken);
            LogEnded(exit.ToString());
            return exit == WorkerExit.Memory ? ExitCode.MemoryLimit : ExitCode.Done;
        }
        finally
        {
            foreach (var queue in queues)
            {
                await queue.DisposeAsync();
            }
        }
    }

    // A worker may be started before its Redis, after a reboot for one.
    private async Task<IReadOnlyList<IUpdateQueue>> OpenAsync(CancellationToken stoppingToken)
    {
        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
        {
            try
            {
                return await factory.OpenAsync(options, time, loggers, stoppingToken);
            }
            catch (QueueUnavailableException e)
            {
                if (pause == FirstPause)
                {
                    LogUnavailable(e.Message);
                }

                await Task.Delay(pause, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(500, LogLevel.Information, "Working on {Place}, queues {Queues}, prefix '{Prefix}', {Concurrency} at a time")]
    private partial void LogStarted(string place, string queues, string prefix, int concurrency);

    [LoggerMessage(501, LogLevel.Information, "Worker ended: {Exit}")]
    private partial void LogEnded(string exit);

    [LoggerMessage(502, LogLevel.Warning, "The queue is not available yet; the worker keeps trying: {Reason}")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(503, LogLevel.Critical, "{Reason}")]
    private partial void LogUnsupported(string reason);

    [LoggerMessage(504, LogLevel.Critical, "The worker crashed")]
    private partial void LogCrash(Exception exception);
}
