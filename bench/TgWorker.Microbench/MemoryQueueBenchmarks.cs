using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Laravel.Envelopes;
using TgWorker.Measuring.Traffic;
using TgWorker.Sqlite;

namespace TgWorker.Microbench;

/// <summary>The queue in memory: what its steps cost without a disk.</summary>
public class MemoryQueueBenchmarks
{
    private const int Batch = 128;

    private readonly byte[][] _entries = new UpdateSource(new EvenChats(Batch), TimeProvider.System).Next(Batch);
    private SqliteUpdateQueue _queue = null!;
    private IQueueSession _session = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var options = new SqliteQueueOptions { Lease = TimeSpan.FromHours(1), Deduplicate = false };
        _queue = await SqliteUpdateQueue.OpenAsync(
            SqliteUpdateQueue.InMemory, options, new EnvelopeReader(new EnvelopeOptions()), TimeProvider.System, NullLoggerFactory.Instance,
            default);
        _session = await _queue.JoinAsync(default);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync() => await _queue.DisposeAsync();

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
