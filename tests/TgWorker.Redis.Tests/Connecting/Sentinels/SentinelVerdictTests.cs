using TgWorker.Redis.Connecting.Sentinels;
using TgWorker.Redis.Connecting.Wire;
using Xunit;

namespace TgWorker.Redis.Tests.Connecting.Sentinels;

public class SentinelVerdictTests
{
    private const long Now = 1000;
    private const long FreshSince = 900;
    private const long ForgottenSince = 100;
    private static readonly ServerAddress Old = new("10.0.0.1", 6379);
    private static readonly ServerAddress New = new("10.0.0.2", 6379);

    [Fact]
    public void NobodyWasEverHeard_IsNothing() => Assert.Null(SentinelVerdict.Of([], FreshSince, ForgottenSince));

    [Fact]
    public void OneKnowsOfALaterFailover_IsRightWhateverTheOthersSay()
    {
        var verdict = Of(Says("a", Old, 1), Says("b", New, 2), Says("c", Old, 1));

        Assert.Equal((New, 2), (verdict.Primary, verdict.Epoch));
        Assert.False(verdict.IsFailingOver);
    }

    [Fact]
    public void OneKnewOfALaterFailoverAndIsSilentSince_IsStillRight()
    {
        var verdict = Of(Says("a", Old, 1), Says("b", New, 2, at: 500), Says("c", Old, 1));

        Assert.Equal(New, verdict.Primary);
        Assert.Equal(2, verdict.Answering);
    }

    [Fact]
    public void OneThatIsGoneForGood_IsForgotten()
    {
        var verdict = Of(Says("a", Old, 1), Says("b", New, 9, at: 50), Says("c", Old, 1));

        Assert.Equal(Old, verdict.Primary);
    }

    [Fact]
    public void AllAreGoneForGood_TheLastWordCounts()
    {
        var verdict = Of(Says("a", Old, 1, at: 10), Says("b", New, 2, at: 20));

        Assert.Equal(New, verdict.Primary);
        Assert.Null(verdict.MajorityAt);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void Majority_OfAllThereAre_NotOfThoseThatWereNamed(int answering, bool isMajority)
    {
        // Each knows two others.
        var verdict = Of([.. new[] { "a", "b", "c" }.Take(answering).Select(id => Says(id, Old, 1))]);

        Assert.Equal((answering, 3), (verdict.Answering, verdict.Known));
        Assert.Equal(isMajority, verdict.MajorityAt is not null);
    }

    [Fact]
    public void Majority_IsAsOldAsTheLastWordItNeeds()
    {
        var verdict = Of(Says("a", Old, 1, at: 990), Says("b", Old, 1, at: 940), Says("c", Old, 1, at: 910));

        Assert.Equal(940, verdict.MajorityAt);
    }

    [Fact]
    public void TheSameSentinelUnderTwoAddresses_CountsOnce()
    {
        var verdict = Of(Says("a", Old, 1), Says("a", Old, 1));

        Assert.Null(verdict.MajorityAt);
    }

    [Fact]
    public void OneBeginsAFailover_IsFailingOver() =>
        Assert.True(Of(Says("a", Old, 1), Says("b", Old, 1, failingOver: true), Says("c", Old, 1)).IsFailingOver);

    [Fact]
    public void OneThatBeganAFailoverIsBehind_IsNotHeeded() =>
        Assert.False(Of(Says("a", New, 2), Says("b", Old, 1, failingOver: true), Says("c", New, 2)).IsFailingOver);

    [Fact]
    public void OneThatBeganAFailoverIsSilentSince_IsNotHeeded() =>
        Assert.False(Of(Says("a", Old, 1), Says("b", Old, 1, failingOver: true, at: 500), Says("c", Old, 1)).IsFailingOver);

    private static SentinelVerdict Of(params SentinelReport[] reports) => SentinelVerdict.Of(reports, FreshSince, ForgottenSince)!;

    private static SentinelReport Says(string id, ServerAddress primary, long epoch, bool failingOver = false, long at = Now) => new(
        id, primary, epoch, failingOver,
        new[] { "a", "b", "c" }.Where(other => other != id).ToDictionary(other => other, other => new ServerAddress(other, 26379)), [], at);
}
