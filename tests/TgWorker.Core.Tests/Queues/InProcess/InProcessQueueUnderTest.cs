using TgWorker.Core.Queues;
using TgWorker.Core.Queues.InProcess;
using TgWorker.TestSupport.Time;
using TgWorker.Testing.Conformance;

namespace TgWorker.Core.Tests.Queues.InProcess;

internal sealed class InProcessQueueUnderTest : IQueueUnderTest
{
    private readonly FakeTime _time = new();
    private QueueSettings _settings = new();
    private InProcessQueue? _queue;

    public Task<IUpdateQueue> OpenAsync(QueueSettings settings)
    {
        _settings = settings;
        var options = new InProcessQueueOptions { Lease = settings.Lease, Deduplicate = settings.Deduplicate };
        return Task.FromResult<IUpdateQueue>(_queue ??= new InProcessQueue(settings.Reader, options, _time));
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
