using System.Diagnostics;
using System.Runtime.CompilerServices;
using TgWorker.Core.Health;
using TgWorker.Core.History;
using TgWorker.Core.Queues;

namespace TgWorker.Core.Telemetry;

/// <summary>
/// A session whose answers are counted and are signs of life for <see cref="WorkerPulse"/>. Every way to the queue leads
/// through here, so that the rooms behind and before it need not know of either. Pooled builders: no allocation of its own.
/// </summary>
internal sealed class ObservedSession(
    IQueueSession inner, IUpdateQueue of, QueuePulse pulse, HistoryWriter history, TimeProvider time) : IQueueSession
{
    /// <summary>What is counted for the queue's history; null where that is not kept.</summary>
    public WorkRecorder? Recorder => history.Recorder;

    /// <summary>The queue's bare name.</summary>
    public string QueueName => of.Name;

    /// <summary>What the spans of attempts are called.</summary>
    public string AttemptSpanName { get; } = $"{AttemptSpan.Process} {of.Name}";

    /// <summary>What keeps the queue, for <see cref="TelemetryTags.System"/>.</summary>
    public string MessagingSystem => of.System;

    public ILaneMemory Memory => inner.Memory;

    public IQueueTimers? Timers => inner.Timers;

    /// <summary>The limits of what the queue's bots send.</summary>
    public ISendLimits? SendLimits { get; } =
        of.SendLimits is { } limits && history.Traffic is { } traffic ? new CountedSends(limits, traffic) : of.SendLimits;

    public string Incarnation => inner.Incarnation;

    public Func<WorkerLoad>? Load
    {
        get => inner.Load;
        set => inner.Load = value;
    }

    public TimeSpan Lease => inner.Lease;

    /// <summary>What telemetry says of every operation on the queue: what it is, on which queue, and on which server.</summary>
    public TagList TagsOf(string operation, string? type)
    {
        var tags = new TagList { { TelemetryTags.System, of.System }, { TelemetryTags.Queue, of.Name },
            { TelemetryTags.Operation, operation } };
        if (type is not null)
        {
            tags.Add(TelemetryTags.OperationType, type);
        }

        if (of.Server is { } server)
        {
            tags.Add(TelemetryTags.ServerAddress, server.Address);
            if (server.PortTag is { } port)
            {
                tags.Add(TelemetryTags.ServerPort, port);
            }
        }

        return tags;
    }

    /// <summary>The runs that this session's updates are in, for health.</summary>
    public void Watch(IRunSigns runs) => pulse.Watch(runs);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Claim> ClaimAsync(int slots, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var claim = await ObserveAsync(inner.ClaimAsync(slots, cancellationToken), "claim", started).ConfigureAwait(false);
        Consumed(claim.Granted.Count);
        WorkerMetrics.Settle(of.Name, "duplicate", null, claim.Duplicates);
        return claim;
    }

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        pulse.Progress();
        return inner.WaitAsync(atMost, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<IReadOnlyList<Settled>> FinishAsync(
        IReadOnlyList<Delivery> deliveries, bool takeNext, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var settled = await ObserveAsync(inner.FinishAsync(deliveries, takeNext, cancellationToken), "finish", started)
            .ConfigureAwait(false);
        var next = 0;
        CountFinished(deliveries, settled);
        for (var i = 0; i < settled.Count; i++)
        {
            if (settled[i].Next is not null)
            {
                next++;
            }
        }

        Ended(settled.Count);
        Consumed(next);
        return settled;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Settled> FailAsync(Delivery delivery, Failure failure, bool takeNext, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var settled = await ObserveAsync(inner.FailAsync(delivery, failure, takeNext, cancellationToken), "fail", started)
            .ConfigureAwait(false);
        WorkerMetrics.Settle(of.Name, settled.Accepted ? "failed" : "refused", delivery.Route);
        Ended(1);
        Consumed(settled.Next is null ? 0 : 1);

        return settled;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ParkAsync(Delivery delivery, TimeSpan delay, int failures, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var accepted = await ObserveAsync(inner.ParkAsync(delivery, delay, failures, cancellationToken), "park", started)
            .ConfigureAwait(false);
        WorkerMetrics.Settle(of.Name, accepted ? "parked" : "refused", delivery.Route);
        Ended(1);
        return accepted;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> NoteFailuresAsync(Delivery delivery, int failures, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        return await ObserveAsync(inner.NoteFailuresAsync(delivery, failures, cancellationToken), "note_failures", started)
            .ConfigureAwait(false);
    }

    public async ValueTask<Heartbeat> RenewAsync(CancellationToken cancellationToken)
    {
        var sent = time.GetTimestamp();
        try
        {
            var heartbeat = await inner.RenewAsync(cancellationToken).ConfigureAwait(false);
            pulse.Renewed(sent, heartbeat.Paused);
            history.Beat();
            Took("renew", sent, null);
            pulse.Lapsed(heartbeat.Lapsed);
            if (heartbeat.Recovered > 0)
            {
                WorkerMetrics.LanesRecovered.Add(heartbeat.Recovered, QueueTag);
            }

            return heartbeat;
        }
        catch (QueueUnavailableException exception)
        {
            pulse.Unavailable(exception.Message);
            Took("renew", sent, exception);
            throw;
        }
    }

    public ValueTask LeaveAsync(CancellationToken cancellationToken) => inner.LeaveAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        var held = pulse.Left();
        if (held > 0)
        {
            WorkerMetrics.Running.Add(-held, QueueTag);
        }

        return inner.DisposeAsync();
    }

    // Runs of the same outcome and route are counted at once: an exporter takes a microsecond for each call.
    private void CountFinished(IReadOnlyList<Delivery> deliveries, IReadOnlyList<Settled> settled)
    {
        if (!WorkerMetrics.Settled.Enabled)
        {
            return;
        }

        for (int i = 0, next; i < settled.Count; i = next)
        {
            for (next = i + 1; next < settled.Count && settled[next].Accepted == settled[i].Accepted
                && deliveries[next].Route == deliveries[i].Route; next++)
            {
            }

            WorkerMetrics.Settle(of.Name, settled[i].Accepted ? "handled" : "refused", deliveries[i].Route, next - i);
        }
    }

    private KeyValuePair<string, object?> QueueTag => new(TelemetryTags.Queue, of.Name);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<T> ObserveAsync<T>(ValueTask<T> call, string operation, long started)
    {
        try
        {
            var answer = await call.ConfigureAwait(false);
            Took(operation, started, null);
            return answer;
        }
        catch (Exception exception) when (exception is QueueUnavailableException or LeaseLostException)
        {
            Took(operation, started, exception);
            throw;
        }
        finally
        {
            pulse.Progress();
        }
    }

    private void Took(string operation, long started, Exception? exception)
    {
        if (WorkerMetrics.OperationDuration.Enabled)
        {
            var tags = TagsOf(operation, OperationType.Of(operation));
            if (exception is not null)
            {
                tags.Add(TelemetryTags.ErrorType, exception.GetType().FullName);
            }

            WorkerMetrics.OperationDuration.Record(time.GetElapsedTime(started).TotalSeconds, tags);
        }
    }

    private void Consumed(int count)
    {
        if (count > 0)
        {
            pulse.Took(count);
            if (WorkerMetrics.ConsumedMessages.Enabled)
            {
                var tags = new TagList { { TelemetryTags.System, of.System }, { TelemetryTags.Queue, of.Name },
                    { TelemetryTags.Operation, "claim" } };
                WorkerMetrics.ConsumedMessages.Add(count, tags);
            }

            WorkerMetrics.Running.Add(count, QueueTag);
        }
    }

    private void Ended(int count)
    {
        pulse.Took(-count);
        WorkerMetrics.Running.Add(-count, QueueTag);
    }
}
