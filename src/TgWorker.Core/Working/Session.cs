using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Core.Telemetry;

namespace TgWorker.Core.Working;

/// <summary>One session at work: claims while there are free slots, runs what it is given, and drains at the end.</summary>
internal sealed partial class Session : IAsyncDisposable
{
    // How long handlers may take to react to their cancellation.
    private static readonly TimeSpan Heed = TimeSpan.FromSeconds(2);

    private readonly ObservedSession _queue;
    private readonly QueueWork _work;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LeaseKeeper _lease;
    private readonly SessionLife _life;
    private readonly RunsAhead _ahead;
    private readonly OpenRuns _runs;
    private readonly Crash _crash;
    private readonly Settler _settler;
    private readonly JobExecutor _executor;
    private readonly ClaimLoop _claims;

    public Session(ObservedSession queue, long joinedAt, QueueWork work, WorkerParts worker)
    {
        _queue = queue;
        _work = work;
        _time = worker.Time;
        _logger = worker.Logger;
        _lease = new LeaseKeeper(queue, joinedAt, Beat, work.Away, _time);
        _life = new SessionLife(_lease, worker.Stop);
        _crash = new Crash(_lease);
        var resting = new RestingRuns(work.Slots, worker.Options.Concurrency, worker.Stop.Stopping);
        _ahead = new RunsAhead(_time);
        _runs = new OpenRuns(work.Slots, resting, _ahead, worker.Budget, worker.Idle);
        _settler = new Settler(queue, _life, _runs, work, _crash, worker.Options.OnFailure, _time, _logger);
        var attempt = new AttemptRunner(worker.Handler, queue, _life, _time);
        _executor = new JobExecutor(attempt, worker.Pipeline, worker.Options, queue, _life, resting, _time, _logger);
        _claims = new ClaimLoop(queue, _lease, work, _ahead, worker.Budget, worker.Idle, worker.Options, _time, Start);
    }

    /// <summary>Whether the lease is lost.</summary>
    public bool IsLost => _lease.IsLost;

    /// <summary>Works until the worker stops or the lease is lost, then drains.</summary>
    public async Task RunAsync()
    {
        _queue.Load = () => _work.LoadOf(_runs.WithSlot);
        _queue.Watch(_runs);
        _lease.Start();
        using (var ending = CancellationTokenSource.CreateLinkedTokenSource(_life.Lost, _work.Stopping))
        {
            await _crash.GuardAsync(_claims.RunAsync(ending.Token)).ConfigureAwait(false);
        }

        _ahead.GiveBack();
        var isDrained = await DrainAsync().ConfigureAwait(false);
        _settler.Complete();
        var left = _runs.Leave();
        if (isDrained)
        {
            await LeaveAsync().ConfigureAwait(false);
        }
        else
        {
            HandlersLeft(_logger, left);
        }

        _crash.Throw();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _lease.DisposeAsync().ConfigureAwait(false);
        await _queue.DisposeAsync().ConfigureAwait(false);
        _ahead.Dispose();
        _life.Dispose();
    }

    private void Beat(Heartbeat heartbeat)
    {
        _work.Beat(heartbeat);
        foreach (var wish in heartbeat.Cancelled ?? [])
        {
            if (_runs.Cancel(wish) is { } delivery)
            {
                RunCancelled(_logger, delivery.Job.UpdateId, delivery.Lane, Cancellation.Shown(wish.By));
            }
        }
    }

    // The first so many have a slot.
    private void Start(IReadOnlyList<Delivery> granted, int slots)
    {
        var runs = new LaneRun[granted.Count];
        for (var i = 0; i < runs.Length; i++)
        {
            runs[i] = new LaneRun(granted[i], _executor, _settler);
        }

        _runs.Open(runs);
        var first = Math.Min(slots, runs.Length);
        _ahead.Add(runs.AsSpan(first));
        foreach (var run in runs.AsSpan(0, first))
        {
            run.Start();
        }
    }

    /// <returns>Whether every run has ended.</returns>
    private async Task<bool> DrainAsync()
    {
        _runs.Close();
        if (!_life.IsLost)
        {
            await Task.WhenAny(_runs.Drained, Task.Delay(Timeout.InfiniteTimeSpan, _time, _life.HandlersEnd)).ConfigureAwait(false);
        }

        await Task.WhenAny(_runs.Drained, Task.Delay(Heed, _time)).ConfigureAwait(false);
        return _runs.Drained.IsCompleted;
    }

    private async Task LeaveAsync()
    {
        await _lease.EndAsync().ConfigureAwait(false);
        try
        {
            await _queue.LeaveAsync(default).ConfigureAwait(false);
        }
        catch (QueueUnavailableException)
        {
            // Then the lease lapses by itself.
        }
    }

    [LoggerMessage(124, LogLevel.Information, "The handler of update {UpdateId} of chat {Lane} is cancelled: {By} asked for it")]
    private static partial void RunCancelled(ILogger logger, long? updateId, string lane, string by);

    [LoggerMessage(130, LogLevel.Warning,
        "{Handlers} handlers ignored their cancellation; their chats continue when the lease ends")]
    private static partial void HandlersLeft(ILogger logger, int handlers);
}
