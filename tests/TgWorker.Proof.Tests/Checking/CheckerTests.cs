using TgWorker.Proof.Checking;
using TgWorker.Proof.Histories;
using Xunit;

namespace TgWorker.Proof.Tests.Checking;

/// <summary>Histories that break one promise each: a checker that finds nothing in them proves nothing elsewhere.</summary>
public class CheckerTests
{
    private const string Lane = "main:1";

    private static readonly Push[] TwoPushes = [Pushed(1), Pushed(2)];
    private static readonly Run First = Ran(1, fence: 10, from: 1, to: 2);
    private static readonly Run Second = Ran(2, fence: 11, from: 2, to: 3);

    [Fact]
    public void Check_EverythingInOrder_IsGood() => Assert.True(Check(TwoPushes, [First, Second]).IsGood);

    [Fact]
    public void Check_UpdateNeverRun_IsLost() => AssertBroken(Check(TwoPushes, [First]), Promise.NothingLost);

    [Fact]
    public void Check_UpdateOnlyRefused_IsLost()
        => AssertBroken(Check(TwoPushes, [First, Second with { Ending = RunEnding.Refused }]), Promise.NothingLost);

    [Fact]
    public void Check_UpdateStillQueuedOrFailed_IsNotLost()
    {
        Assert.True(Check(TwoPushes, [First], queued: [2]).IsGood);
        Assert.True(Check(TwoPushes, [First], failed: [2]).IsGood);
    }

    [Fact]
    public void Check_UpdateNeverPushed_IsInvented() => AssertBroken(Check([Pushed(1)], [First, Second]), Promise.NothingInvented);

    [Fact]
    public void Check_UpdateInAnotherLaneThanPushed_IsInventedAndLost()
    {
        var judgement = Check([Pushed(1)], [First with { Lane = "main:2" }]);

        Assert.Equal([Promise.NothingInvented, Promise.NothingLost],
            judgement.Violations.Select(violation => violation.Promise).Order().Reverse());
    }

    [Fact]
    public void Check_FirstStartsSwapped_IsOutOfOrder()
        => Assert.True(Check(TwoPushes, [Ran(2, 10, 1, 2), Ran(1, 11, 2, 3)]).Count(Promise.InOrder) == 1);

    [Fact]
    public void Check_RunAgainAfterSuccessorStarted_IsOutOfOrder()
        => AssertBroken(Check(TwoPushes, [First, Second, Ran(1, 12, 3, 4)]), Promise.InOrder);

    [Fact]
    public void Check_RunAgainBeforeSuccessorStarted_IsGood()
        => Assert.True(Check(TwoPushes, [First, Ran(1, 11, 2, 3), Ran(2, 12, 3, 4)]).IsGood);

    [Fact]
    public void Check_SuccessorStartsBeforePredecessorEnds_IsBroken()
        => Assert.Equal(1, Check(TwoPushes, [First, Second with { Started = At(1.999) }]).Count(Promise.PredecessorFinished));

    [Fact]
    public void Check_SuccessorOfARefusedUpdateThatDidNotFail_IsBroken()
        => AssertBroken(
            Check(TwoPushes, [First with { Ending = RunEnding.Refused }, Second], queued: [1]),
            Promise.PredecessorFinished);

    [Fact]
    public void Check_SuccessorOfAFailedUpdate_IsGoodWhenItsLastRunHasEnded()
    {
        Run[] tries = [First with { Ending = RunEnding.Refused }, Ran(1, 10, 2, 3, RunEnding.Abandoned, attempt: 2)];

        Assert.True(Check(TwoPushes, [.. tries, Ran(2, 11, 3, 4)], failed: [1]).IsGood);
        Assert.Equal(1, Check(TwoPushes, [.. tries, Ran(2, 11, 2.9, 4)], failed: [1]).Count(Promise.PredecessorFinished));
    }

    [Fact]
    public void Check_SuccessorOfAnUpdateThatNeverStarted_IsBrokenUnlessItFailed()
    {
        AssertBroken(Check(TwoPushes, [Second], queued: [1]), Promise.PredecessorFinished);
        Assert.True(Check(TwoPushes, [Second], failed: [1]).IsGood);
    }

    [Fact]
    public void Check_TwoAcceptedRunsOfOneUpdateOverlap_IsBroken()
        => AssertBroken(Check([Pushed(1)], [First, Ran(1, 11, 1.5, 3)]), Promise.OneAtATime);

    [Fact]
    public void Check_LongRunOverlapsAllLaterOnes_IsBrokenEachTime()
        => Assert.Equal(2, Check([Pushed(1)], [Ran(1, 10, 1, 9), Ran(1, 11, 2, 3), Ran(1, 12, 4, 5)]).Count(Promise.OneAtATime));

    [Fact]
    public void Check_AbandonedRunOverlaps_IsBrokenUnlessOnlyAcceptedRunsCount()
    {
        Run[] runs = [Ran(1, 10, 1, 4, RunEnding.Abandoned), Ran(1, 11, 2, 3)];

        AssertBroken(Check([Pushed(1)], runs), Promise.OneAtATime);
        Assert.True(Check([Pushed(1)], runs, new CheckerOptions { AcceptedRunsOnly = true }).IsGood);
    }

    [Fact]
    public void Check_AcceptedRunsOverlap_IsBrokenAlsoWhenOnlyTheyCount()
        => AssertBroken(
            Check([Pushed(1)], [First, Ran(1, 11, 1.5, 3)], new CheckerOptions { AcceptedRunsOnly = true }), Promise.OneAtATime);

    [Fact]
    public void Check_RefusedRunAfterItsSuccessor_IsBrokenUnlessOnlyAcceptedRunsCount()
    {
        Run[] runs = [First, Second, Ran(1, 9, 3, 4, RunEnding.Refused)];

        Assert.Equal((1, 1), (Check(TwoPushes, runs).Count(Promise.InOrder), Check(TwoPushes, runs).Count(Promise.FencesGrow)));
        Assert.True(Check(TwoPushes, runs, new CheckerOptions { AcceptedRunsOnly = true }).IsGood);
        AssertBroken(
            Check(TwoPushes, [First, Second, Ran(1, 12, 3, 4)], new CheckerOptions { AcceptedRunsOnly = true }), Promise.InOrder);
    }

    [Fact]
    public void Check_RunStillUnderWay_OverlapsWhatStartsLater()
        => AssertBroken(
            Check([Pushed(1)], [First with { Ended = TimeSpan.MaxValue, Ending = RunEnding.Running }, Ran(1, 11, 5, 6)]),
            Promise.OneAtATime);

    [Fact]
    public void Check_TokenShrinksOrStays_IsBroken()
    {
        AssertBroken(Check(TwoPushes, [First, Second with { Fence = 9 }]), Promise.FencesGrow);
        AssertBroken(Check(TwoPushes, [First, Second with { Fence = 10 }]), Promise.FencesGrow);
        AssertBroken(Check([Pushed(1)], [First, Ran(1, 10, 2, 3) with { Sender = "w2" }]), Promise.FencesGrow);
    }

    [Fact]
    public void Check_TokenStaysWithinADelivery_IsGood()
        => Assert.True(Check([Pushed(1)], [First with { Ending = RunEnding.Refused }, Ran(1, 10, 2, 3, attempt: 2)]).IsGood);

    [Fact]
    public void Check_OtherLanes_DoNotMatter()
        => Assert.True(Check([Pushed(1), Pushed(2) with { Lane = "main:2" }], [First, Ran(2, 5, 1.5, 1.7) with { Lane = "main:2" }])
            .IsGood);

    private static Judgement Check(Push[] pushes, Run[] runs, CheckerOptions? options = null, long[]? queued = null, long[]? failed = null)
        => Checker.Check(
            new Chronicle(pushes, [.. runs.OrderBy(run => run.Started)], []),
            new Remains(new HashSet<long>(queued ?? []), new HashSet<long>(failed ?? [])),
            options);

    private static void AssertBroken(Judgement judgement, Promise promise)
        => Assert.Equal([promise], judgement.Violations.Select(violation => violation.Promise));

    private static Push Pushed(long updateId) => new(Lane, updateId, TimeSpan.Zero);

    private static Run Ran(long updateId, long fence, double from, double to, RunEnding ending = RunEnding.Accepted,
        int attempt = 1) => new()
    {
        Lane = Lane, UpdateId = updateId, Fence = fence, Attempt = attempt, Sender = "w1", Started = At(from), Ended = At(to),
        Ending = ending,
    };

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
