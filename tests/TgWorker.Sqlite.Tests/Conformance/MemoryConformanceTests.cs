using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Sqlite.Tests.Conformance;

public sealed class MemoryConformanceTests
{
    public static TheoryData<string> Rules => [.. QueueConformance.Rules];

    [Theory]
    [MemberData(nameof(Rules))]
    public Task Memory_KeepsTheRule(string rule) => QueueConformance.RunAsync(rule, new MemoryQueueUnderTest());
}
