using TgWorker.Testing.Conformance;

namespace TgWorker.Core.Tests.Queues.InProcess;

public sealed class InProcessQueueConformance
{
    public static TheoryData<string> Rules => [.. QueueConformance.Rules.Where(rule => !rule.StartsWith("Lane", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Rules))]
    public Task InProcess_KeepsTheRule(string rule) => QueueConformance.RunAsync(rule, new InProcessQueueUnderTest());
}
