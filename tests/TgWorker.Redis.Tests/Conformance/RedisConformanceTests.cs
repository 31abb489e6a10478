using TgWorker.TestSupport.Redis;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Redis.Tests.Conformance;

public sealed class RedisConformanceTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    public static TheoryData<string> Rules => [.. QueueConformance.Rules];

    [Theory]
    [MemberData(nameof(Rules))]
    public Task Redis_KeepsTheRule(string rule) => QueueConformance.RunAsync(rule, new RedisQueueUnderTest(redis));
}
