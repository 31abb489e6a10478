using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Health;
using TgWorker.Core.Queues;
using TgWorker.Core.Queues.InProcess;
using TgWorker.Core.Telemetry;
using TgWorker.Core.Working;
using TgWorker.Handlers;
using TgWorker.Laravel.Envelopes;
using TgWorker.Measuring.Traffic;

namespace TgWorker.Microbench;

/// <summary>One delivery through retries, slot and time limit to a handler that does nothing.</summary>
public class DispatchBenchmarks
{
    private WorkerRun _worker = null!;
    private SessionRun _session = null!;
    private Delivery _delivery = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var time = TimeProvider.System;
        var reader = new EnvelopeReader(new EnvelopeOptions());
        var queue = new InProcessQueue(reader, new InProcessQueueOptions { Lease = TimeSpan.FromHours(1) }, time);
        _worker = new WorkerRun(1, new NoneHandler(), new WorkerOptions(), time, NullLogger.Instance, CancellationToken.None);
        var session = new ObservedSession(await queue.JoinAsync(default), queue, new WorkerPulse(time).Of(queue.Name), time);
        _session = new SessionRun(session, time.GetTimestamp(), 0, _worker, NullLogger.Instance);
        var job = reader.Read(new UpdateSource(new EvenChats(1), time).Next());
        _delivery = new Delivery(job, job.Lane, fence: 1);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _session.DisposeAsync();
        _worker.Dispose();
    }

    [Benchmark]
    public async Task<bool> Dispatch() =>
        (await _worker.Executor.ExecuteAsync(new JobRun(_session, _delivery))).Kind == VerdictKind.Finish;
}
