using Microsoft.Extensions.Logging;
using TgWorker.Core.Handling;
using TgWorker.Core.Health;
using TgWorker.Core.Queues;
using TgWorker.Core.Retrying;
using TgWorker.Core.Telemetry;

namespace TgWorker.Core.Working;

/// <summary>
/// Handles the updates of queues. Each update passes these steps: a claim (<see cref="IQueueSession.ClaimAsync"/>), a slot, attempts of the
/// handler, a verdict, and one write that also returns the chat's next update.
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
    private readonly RetryPipeline _pipeline;
    private readonly PauseBoard _pauses;

    /// <summary>Creates a worker.</summary>
    /// <param name="queues">The queues, most important first: each gets the slots that the earlier ones leave.</param>
    /// <param name="handler">Handles the updates.</param>
    /// <param name="options">How to run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where to log.</param>
    /// <param name="pulse">Where to record signs of life; null if nobody asks.</param>
    /// <exception cref="ArgumentException">An option is invalid; the message lists all problems.</exception>
    public UpdateWorker(
        IReadOnlyList<IUpdateQueue> queues, IUpdateHandler handler, WorkerOptions options, TimeProvider time, ILogger<UpdateWorker> logger,
        WorkerPulse? pulse = null)
    {
        ArgumentNullException.ThrowIfNull(queues);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        WorkerOptionsRules.Check(options, [.. queues.Select(queue => queue.Name)]);
        _queues = queues;
        _handler = handler;
        _options = options;
        _time = time;
        _logger = logger;
        _pulse = pulse ?? new WorkerPulse(time);
        _pipeline = new RetryPipeline(options.Retry, time);
        _pauses = new PauseBoard([.. queues.Select(queue => queue.Name)], logger);
    }

    /// <summary>
    /// Works until <paramref name="stopping"/> is cancelled or a limit of the options is reached. Then nothing new is claimed, running
    /// handlers get the grace period, and what has not finished returns to the front of its lane.
    /// </summary>
    /// <returns>Why the worker ended.</returns>
    public async Task<WorkerExit> RunAsync(CancellationToken stopping)
    {
        using var watch = PoolWatch.Start(_options.Concurrency, _logger);
        using var stop = new WorkerStop(_options, _time, stopping);
        var gate = new SlotGate(_options.Concurrency, _queues.Count, _options.Weights, _options.ConcurrencyPerQueue);
        var availability = new Availability(_time, _logger);
        var idle = _options.StopWhenEmpty ? new IdleWatch(_queues.Count, () => stop.Stop(WorkerExit.Empty)) : null;
        var parts = new WorkerParts(_handler, _pipeline, _options, stop, new JobBudget(_options.MaxJobs, stop), idle, _time, _logger);
        _pauses.Changed = (queue, isPaused) => gate.NoteBacklog(queue, gate.HasBacklog(queue) && !isPaused);

        List<Task> work = [.. _queues.Select((queue, index) =>
            GuardAsync(WorkAsync(queue, new QueueWork(index, _options, gate, _pauses, availability, stop, _time), parts), stop))];
        if (_options.Balance.By != BalanceBy.Off && _queues.Count > 1)
        {
            work.Add(GuardAsync(new Balancer(_queues, gate, _options, _time, _logger).RunAsync(stop.Stopping), stop));
        }

        await Task.WhenAll(work).ConfigureAwait(false);
        Ended(_logger, stop.Exit);
        return stop.Exit;
    }

    /// <summary>
    /// Lets running jobs finish and claims nothing until <see cref="Continue"/>. Applies to this process alone, as SIGUSR2 does in Laravel.
    /// </summary>
    public void Pause() => _pauses.PauseHere(true);

    /// <summary>Ends <see cref="Pause()"/>. A queue that an operator paused stays paused.</summary>
    public void Continue() => _pauses.PauseHere(false);

    // Should a queue's work ever throw, the worker must not go on with the others as if nothing were: it ends, with the error.
    private static async Task GuardAsync(Task work, WorkerStop stop)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch
        {
            stop.Stop(WorkerExit.Stopped);
            throw;
        }
    }

    // Session after session: a lost lease ends one, and the worker joins again.
    private async Task WorkAsync(IUpdateQueue queue, QueueWork work, WorkerParts parts)
    {
        WorkerMetrics.StartAtZero(queue.Name, queue.System);
        var history = _options.History ? new HistoryWriter(queue.History, _time, queue.Traffic) : new HistoryWriter(null, _time);
        await using var written = history.ConfigureAwait(false);
        while (!work.Stopping.IsCancellationRequested)
        {
            if (await JoinAsync(queue, history, work).ConfigureAwait(false) is not (var observed, var joinedAt))
            {
                return;
            }

            Joined(_logger, observed.Incarnation, queue.Name);
            var session = new Session(observed, joinedAt, work, parts);
            await using (session.ConfigureAwait(false))
            {
                await session.RunAsync().ConfigureAwait(false);
                if (session.IsLost)
                {
                    LeaseLost(_logger, observed.Incarnation);
                    WorkerMetrics.LeaseLost(queue.Name);
                }
            }
        }
    }

    private async Task<(ObservedSession Session, long JoinedAt)?> JoinAsync(
        IUpdateQueue queue, HistoryWriter history, QueueWork work)
    {
        var pulse = _pulse.Of(queue.Name);
        for (var pause = FirstPause; !work.Stopping.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var joinedAt = _time.GetTimestamp();
                var session = await queue.JoinAsync(work.Stopping).ConfigureAwait(false);
                pulse.Join(session.Lease, joinedAt);
                return (new ObservedSession(session, queue, pulse, history, _time), joinedAt);
            }
            catch (QueueUnavailableException exception)
            {
                work.Away(exception);
                pulse.Unavailable(exception.Message);
                await Task.Delay(pause, _time, work.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (work.Stopping.IsCancellationRequested)
            {
                break;
            }
        }

        return null;
    }

    [LoggerMessage(104, LogLevel.Information, "Worker {Incarnation} works on queue {Queue}")]
    private static partial void Joined(ILogger logger, string incarnation, string queue);

    [LoggerMessage(105, LogLevel.Warning,
        "Worker {Incarnation} lost its lease: its handlers were cancelled, and it joins again under a new name")]
    private static partial void LeaseLost(ILogger logger, string incarnation);

    [LoggerMessage(106, LogLevel.Information, "The worker has ended: {Exit}")]
    private static partial void Ended(ILogger logger, WorkerExit exit);
}
