using TgWorker.Proof.Checking;
using TgWorker.Proof.Histories;
using Xunit;

namespace TgWorker.Proof.Tests.Checking;

public class ResumptionTests
{
    private static readonly CheckerOptions Options = new() { Lease = TimeSpan.FromSeconds(2) };
    private static readonly Run Killed = Ran(1, 10, "w1", 1, 1.5) with { Ending = RunEnding.Abandoned };

    [Fact]
    public void Check_NextRunWithinLeaseAndASecond_IsGood() => Assert.True(Check(Killed, Ran(1, 11, "w2", 4.4, 5)).IsGood);

    [Fact]
    public void Check_NextRunLater_IsBroken() => AssertLate(Check(Killed, Ran(1, 11, "w2", 4.6, 5)));

    [Fact]
    public void Check_NextRunLaterAndTheUpdateFailed_IsBrokenForItsSuccessor() =>
        AssertLate(Check([1], [0, 0], Killed, Ran(2, 11, "w2", 4.6, 5)));

    [Fact]
    public void Check_SuccessorPushedLater_IsGood() => Assert.True(Check([1], [0, 5], Killed, Ran(2, 11, "w2", 5.1, 5.2)).IsGood);

    [Fact]
    public void Check_NoNextRunThoughTheLaneHasMore_IsBroken()
        => Assert.Equal(1, Check([1], [0, 0], Killed).Count(Promise.ResumesInTime));

    [Fact]
    public void Check_NoNextRunInALaneThatEndedThere_IsGood() => Assert.True(Check([1], [0], Killed).IsGood);

    [Fact]
    public void Check_RunThatWasAbandonedBeforeTheDeath_IsNotTheDeathsDoing()
        => Assert.True(Check(Killed with { Ended = TimeSpan.FromSeconds(1.4) }, Ran(1, 11, "w2", 9, 10)).IsGood);

    private static Judgement Check(params Run[] runs) => Check([], [0], runs);

    private static Judgement Check(long[] failed, double[] pushedAt, params Run[] runs) => Checker.Check(
        new Chronicle(
            [.. pushedAt.Select((at, place) => new Push("main:1", place + 1, TimeSpan.FromSeconds(at)))],
            runs,
            [new Death("w1", TimeSpan.FromSeconds(1.5))]),
        new Remains(new HashSet<long>(), failed.ToHashSet()),
        Options);

    private static void AssertLate(Judgement judgement)
        => Assert.Equal([Promise.ResumesInTime], judgement.Violations.Select(violation => violation.Promise));

    private static Run Ran(long updateId, long fence, string sender, double from, double to) => new()
    {
        Lane = "main:1", UpdateId = updateId, Fence = fence, Attempt = 1, Sender = sender,
        Started = TimeSpan.FromSeconds(from), Ended = TimeSpan.FromSeconds(to), Ending = RunEnding.Accepted,
    };
}
