using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Redis.Tests.Conformance;

/// <summary>A test of what only the queue on Redis does, with what the suite's rules have at hand.</summary>
public abstract class RedisQueueTest(IQueueUnderTest underTest) : QueueContract(underTest), IAsyncLifetime
{
    public async Task InitializeAsync() => await OpenAsync();

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();
}
