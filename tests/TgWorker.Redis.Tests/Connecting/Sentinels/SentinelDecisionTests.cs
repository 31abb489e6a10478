using TgWorker.Redis.Connecting.Primaries;
using TgWorker.Redis.Connecting.Sentinels;
using TgWorker.Redis.Connecting.Wire;
using Xunit;

namespace TgWorker.Redis.Tests.Connecting.Sentinels;

public class SentinelDecisionTests
{
    private const long FreshSince = 900;
    private static readonly ServerAddress Primary = new("10.0.0.1", 6379);
    private static readonly ServerAddress Replica = new("10.0.0.2", 6379);
    private static readonly Place Here = new(Primary, 4);

    [Fact]
    public void NoVerdict_IsNowhereAndSaysWhy()
    {
        var (whereabouts, provenAt) = SentinelDecision.Of(null, null, FreshSince, () => "no Sentinel answers");

        Assert.Equal((new Whereabouts(null, "no Sentinel answers"), null), (whereabouts, provenAt));
    }

    [Fact]
    public void FailingOver_IsNotUsedAlthoughAllAgree()
    {
        var (whereabouts, _) = Of(Verdict(majorityAt: 950) with { IsFailingOver = true });

        Assert.Equal(new Whereabouts(Here, "a failover is in progress"), whereabouts);
    }

    [Fact]
    public void Majority_IsUsedAsLongAsItsWordIsFresh() => Assert.Equal((new Whereabouts(Here, null), 950L), Of(Verdict(majorityAt: 950)));

    [Fact]
    public void NoMajorityAndAllReplicasFollow_IsUsed() =>
        Assert.Equal((new Whereabouts(Here, null), 960L), Of(Verdict(null), new ReplicaReport(Here, [], 960)));

    [Fact]
    public void NoMajorityAndAReplicaDoesNotFollow_IsNotUsedAndNamesIt()
    {
        var (whereabouts, _) = Of(Verdict(null), new ReplicaReport(Here, [Replica], 960));

        Assert.Equal(Here, whereabouts.Place);
        Assert.StartsWith(
            "only 1 of 3 Sentinels answer and 10.0.0.2:6379 does not follow 10.0.0.1:6379: another server may be the primary by "
                + "now; see to it",
            whereabouts.Trouble, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(899, 4)] // too long ago
    [InlineData(960, 3)] // of the primary before
    public void NoMajorityAndAReplicaReportThatProvesNothing_IsNotUsed(long at, long term) =>
        Assert.NotNull(Of(Verdict(null), new ReplicaReport(new Place(Primary, term), [], at)).Whereabouts.Trouble);

    [Fact]
    public void NoMajorityAndThePrimaryDidNotAnswer_IsNotUsed() =>
        Assert.NotNull(Of(Verdict(null), new ReplicaReport(Here, null, 960)).Whereabouts.Trouble);

    private static (Whereabouts Whereabouts, long? ProvenAt) Of(SentinelVerdict verdict, ReplicaReport? replicas = null) =>
        SentinelDecision.Of(verdict, replicas, FreshSince, () => "");

    private static SentinelVerdict Verdict(long? majorityAt) => new(Primary, 4, false, 1, 3, majorityAt, [Replica]);
}
