using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Sqlite.Tests.Conformance;

public sealed class MemoryConformanceTests
{
    // Three rules a file does not keep yet: a retry goes back to the lane in which the job failed, it is not sorted anew.
    public static TheoryData<string> Rules =>
        [.. QueueConformance.Rules.Where(rule => !rule.StartsWith("Reading: Retry_JobThatHolds", StringComparison.Ordinal)
            && !rule.StartsWith("Reading: Retry_JobThatIsReadOtherwise", StringComparison.Ordinal)
            && !rule.StartsWith("Reading: Claim_JobThatWasSortedUnread", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Rules))]
    public Task Memory_KeepsTheRule(string rule) => QueueConformance.RunAsync(rule, new MemoryQueueUnderTest());
}
