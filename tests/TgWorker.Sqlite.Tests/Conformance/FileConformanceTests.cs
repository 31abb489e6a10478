using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Sqlite.Tests.Conformance;

public sealed class FileConformanceTests
{
    public static TheoryData<string> Rules => [.. QueueConformance.Rules];

    [Theory]
    [MemberData(nameof(Rules))]
    public Task File_KeepsTheRule(string rule) => QueueConformance.RunAsync(rule, new FileQueueUnderTest());
}
