using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.TestSupport.Time;
using TgWorker.Testing.Conformance;

namespace TgWorker.Sqlite.Tests.Conformance;

/// <summary>A queue in memory, on a clock that stands still until it is moved on.</summary>
internal sealed class MemoryQueueUnderTest : IQueueUnderTest
{
    private readonly FakeTime _time = new();
    private QueueSettings _settings = new();
    private SqliteUpdateQueue? _queue;

    public async Task<IUpdateQueue> OpenAsync(QueueSettings settings)
    {
        _settings = settings;
        var options = new SqliteQueueOptions { Lease = settings.Lease, Deduplicate = settings.Deduplicate };
        return _queue ??= await SqliteUpdateQueue.OpenAsync(
            SqliteUpdateQueue.InMemory, options, settings.Reader, _time, NullLoggerFactory.Instance, default);
    }

    public async Task LapseAsync(IQueueSession session, IReadOnlyList<IQueueSession> others)
    {
        await RenewAsync([session, .. others]);
        _time.Advance(_settings.Lease * 0.6);
        await RenewAsync(others);
        _time.Advance(_settings.Lease * 0.6);
    }

    public Task AdvanceAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task RenewAsync(IReadOnlyList<IQueueSession> sessions)
    {
        foreach (var session in sessions)
        {
            await session.RenewAsync(default);
        }
    }
}
