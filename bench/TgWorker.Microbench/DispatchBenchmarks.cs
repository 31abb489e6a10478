using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Health;
using TgWorker.Core.Queues;
using TgWorker.Core.Retrying;
using TgWorker.Core.Telemetry;
using TgWorker.Core.Working;
using TgWorker.Handlers;
using TgWorker.Laravel.Envelopes;
using TgWorker.Measuring.Traffic;
using TgWorker.Sqlite;

namespace TgWorker.Microbench;

/// <summary>One delivery through retries, slot and time limit to a handler that does nothing.</summary>
public class DispatchBenchmarks
{
    private WorkerStop _stop = null!;
    private ObservedSession _queue = null!;
    private LeaseKeeper _lease = null!;
    private SessionLife _life = null!;
    private JobExecutor _executor = null!;
    private Delivery _delivery = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var time = TimeProvider.System;
        var options = new WorkerOptions();
        var reader = new EnvelopeReader(new EnvelopeOptions());
        var queue = await SqliteUpdateQueue.OpenAsync(
            SqliteUpdateQueue.InMemory, new SqliteQueueOptions { Lease = TimeSpan.FromHours(1) }, reader, time, NullLoggerFactory.Instance,
            CancellationToken.None);
        _stop = new WorkerStop(options, time, CancellationToken.None);
        _queue = new ObservedSession(
            await queue.JoinAsync(default), queue, new WorkerPulse(time).Of(queue.Name), new HistoryWriter(queue.History, time), time);
        _lease = new LeaseKeeper(_queue, time.GetTimestamp(), static _ => { }, static _ => { }, time);
        _life = new SessionLife(_lease, _stop);
        var slots = new QueueSlots(new SlotGate(options.Concurrency), 0, options.Concurrency, TimeSpan.Zero, time, _stop.Stopping);
        var resting = new RestingRuns(slots, options.Concurrency, _stop.Stopping);
        var attempt = new AttemptRunner(new NoneHandler(), _queue, _life, time);
        _executor = new JobExecutor(
            attempt, new RetryPipeline(options.Retry, time), options, _queue, _life, resting, time, NullLogger.Instance);
        var job = reader.Read(new UpdateSource(new EvenChats(1), time).Next());
        _delivery = new Delivery(job, job.Lane, fence: 1);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _lease.DisposeAsync();
        await _queue.DisposeAsync();
        _life.Dispose();
        _stop.Dispose();
    }

    [Benchmark]
    public async Task<bool> Dispatch() =>
        (await _executor.ExecuteAsync(new LaneRun(_delivery, _executor, null!))).Kind == VerdictKind.Finish;
}
