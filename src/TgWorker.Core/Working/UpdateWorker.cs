using Microsoft.Extensions.Logging;
using TgWorker.Core.Handling;
using TgWorker.Core.Health;
using TgWorker.Core.Queues;
using TgWorker.Core.Telemetry;

namespace TgWorker.Core.Working;

/// <summary>
/// Consumes queues of updates. The way of an update: claim (<see cref="IQueueSession.ClaimAsync"/>) → slot → attempts of
/// the handler → verdict → one write that also brings the chat's next update.
/// </summary>
public sealed partial class UpdateWorker
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<IUpdateQueue> _queues;
    private readonly IUpdateHandler _handler;
    private readonly WorkerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<UpdateWorker> _logger;
    private readonly WorkerPulse _pulse;
    private readonly Lock _lock = new();
    private WorkerRun? _run;
    private bool _paused;

    /// <summary>Creates a worker.</summary>
    /// <param name="queues">The queues, the most important first: a later one is served with the slots the earlier leave.</param>
    /// <param name="handler">Handles the updates.</param>
    /// <param name="options">How to run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where to log.</param>
    /// <param name="pulse">Where to leave signs of life; null when nobody asks.</param>
    public UpdateWorker(
        IReadOnlyList<IUpdateQueue> queues, IUpdateHandler handler, WorkerOptions options, TimeProvider time, ILogger<UpdateWorker> logger,
        WorkerPulse? pulse = null)
    {
        ArgumentNullException.ThrowIfNull(queues);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        _queues = queues;
        _handler = handler;
        _options = options;
        _time = time;
        _logger = logger;
        _pulse = pulse ?? new WorkerPulse(time);
        _pulse.NoteLimit(options.Retry.Timeout);
    }

    /// <summary>
    /// Works until <paramref name="stopping"/> is cancelled or one of the options' limits is reached. Then nothing new is
    /// claimed, running handlers get the grace period, and what has not finished goes back to the front of its lane.
    /// </summary>
    /// <returns>Why it ended.</returns>
    public async Task<WorkerExit> RunAsync(CancellationToken stopping)
    {
        using var watch = PoolWatch.Start(_options.Concurrency, _logger);
        using var run = new WorkerRun(_queues.Count, _handler, _options, _time, _logger, stopping);
        lock (_lock)
        {
            _run = run;
            run.PauseHere(_paused);
        }

        var balancing = _options.Balance.By != BalanceBy.Off && _queues.Count > 1
            ? new Balancer(_queues, run.Slots, _options, _time, _logger).RunAsync(run.Stopping)
            : Task.CompletedTask;
        await Task.WhenAll(_queues.Select((queue, priority) => WorkAsync(queue, priority, run))).ConfigureAwait(false);
        await balancing.ConfigureAwait(false);
        lock (_lock)
        {
            _run = null;
        }

        Ended(_logger, run.Exit);
        return run.Exit;
    }

    /// <summary>Lets running jobs end and claims nothing until <see cref="Continue"/>; concerns this process alone, as SIGUSR2 does in Laravel.</summary>
    public void Pause() => Pause(true);

    /// <summary>Ends <see cref="Pause()"/>; what an operator paused for all workers stays paused.</summary>
    public void Continue() => Pause(false);

    private void Pause(bool paused)
    {
        lock (_lock)
        {
            _paused = paused;
            _run?.PauseHere(paused);
        }
    }

    // Session after session: a lost lease ends one, and the worker joins again.
    private async Task WorkAsync(IUpdateQueue queue, int priority, WorkerRun run)
    {
        while (!run.Stopping.IsCancellationRequested)
        {
            if (await JoinAsync(queue, run).ConfigureAwait(false) is not (var session, var joinedAt))
            {
                return;
            }

            session.Load = () => run.LoadOf(priority);
            Joined(_logger, session.Incarnation, queue.Name);
            var sessionRun = new SessionRun(session, joinedAt, priority, run, _logger);
            await using (sessionRun.ConfigureAwait(false))
            {
                await sessionRun.RunAsync().ConfigureAwait(false);
                if (sessionRun.IsLost)
                {
                    LeaseLost(_logger, session.Incarnation);
                    WorkerMetrics.LeaseLost(queue.Name);
                }
            }
        }
    }

    private async Task<(ObservedSession Session, long JoinedAt)?> JoinAsync(IUpdateQueue queue, WorkerRun run)
    {
        var pulse = _pulse.Of(queue.Name);
        for (var pause = FirstPause; !run.Stopping.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var joinedAt = _time.GetTimestamp();
                var session = await queue.JoinAsync(run.Stopping).ConfigureAwait(false);
                pulse.Join(session.Lease, joinedAt);
                return (new ObservedSession(session, queue, pulse, _time), joinedAt);
            }
            catch (QueueUnavailableException exception)
            {
                run.OnUnavailable(exception);
                pulse.Unavailable(exception.Message);
                await Task.Delay(pause, _time, run.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return null;
    }

    [LoggerMessage(104, LogLevel.Information, "Worker {Incarnation} works on queue {Queue}")]
    private static partial void Joined(ILogger logger, string incarnation, string queue);

    [LoggerMessage(105, LogLevel.Warning, "Worker {Incarnation} lost its lease: its handlers were cancelled, and it joins again under a new name")]
    private static partial void LeaseLost(ILogger logger, string incarnation);

    [LoggerMessage(106, LogLevel.Information, "The worker has ended: {Exit}")]
    private static partial void Ended(ILogger logger, WorkerExit exit);
}
