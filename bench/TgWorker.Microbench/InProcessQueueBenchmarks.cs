using BenchmarkDotNet.Attributes;
using TgWorker.Core.Queues;
using TgWorker.Core.Queues.InProcess;
using TgWorker.Laravel.Envelopes;
using TgWorker.Measuring.Traffic;

namespace TgWorker.Microbench;

/// <summary>The queue without Redis: what lanes cost by themselves.</summary>
public class InProcessQueueBenchmarks
{
    private const int Batch = 128;

    private readonly InProcessQueue _queue = new(
        new EnvelopeReader(new EnvelopeOptions()), new InProcessQueueOptions { Lease = TimeSpan.FromHours(1), Deduplicate = false });

    private readonly byte[][] _entries = new UpdateSource(new EvenChats(Batch), TimeProvider.System).Next(Batch);
    private IQueueSession _session = null!;

    [GlobalSetup]
    public async Task SetUpAsync() => _session = await _queue.JoinAsync(default);

    /// <summary>Push, claim and finish, per update.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public async Task<int> PushClaimFinish()
    {
        foreach (var entry in _entries)
        {
            await _queue.PushAsync(entry, default);
        }

        var claim = await _session.ClaimAsync(Batch, default);
        return (await _session.FinishAsync(claim.Granted, takeNext: true, default)).Count;
    }
}
