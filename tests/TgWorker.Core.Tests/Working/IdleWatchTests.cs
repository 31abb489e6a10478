using TgWorker.Core.Working;

namespace TgWorker.Core.Tests.Working;

public class IdleWatchTests
{
    private readonly IdleWatch _one;
    private readonly IdleWatch _two;
    private int _stops;

    public IdleWatchTests()
    {
        _one = new IdleWatch(1, () => _stops++);
        _two = new IdleWatch(2, () => _stops++);
    }

    [Fact]
    public void Answered_NothingLeftAndNothingRuns_IsEmpty()
    {
        _one.Answered(0, _one.Ask(), isExhausted: true);

        Assert.Equal(1, _stops);
    }

    [Fact]
    public void Answered_MoreIsLeft_IsNotEmpty()
    {
        _one.Answered(0, _one.Ask(), isExhausted: false);

        Assert.Equal(0, _stops);
    }

    [Fact]
    public void Answered_AJobRan_IsNotEmpty()
    {
        _one.Opened(1);
        _one.Answered(0, _one.Ask(), isExhausted: true);

        Assert.Equal(0, _stops);
    }

    [Fact]
    public void Answered_AJobEndedSinceTheQueueWasAsked_IsNotEmptyUntilItIsAskedAgain()
    {
        _one.Opened(1);
        var asked = _one.Ask();
        _one.Opened(-1);
        _one.Answered(0, asked, isExhausted: true);
        Assert.Equal(0, _stops);

        _one.Answered(0, _one.Ask(), isExhausted: true);
        Assert.Equal(1, _stops);
    }

    [Fact]
    public void Answered_AJobRanAndEndedSinceTheQueueWasAsked_IsNotEmpty()
    {
        var asked = _one.Ask();
        _one.Opened(1);
        _one.Opened(-1);
        _one.Answered(0, asked, isExhausted: true);

        Assert.Equal(0, _stops);
    }

    [Fact]
    public void Answered_ByOneOfTwoQueues_WaitsForTheOther()
    {
        _two.Answered(0, _two.Ask(), isExhausted: true);
        Assert.Equal(0, _stops);

        _two.Answered(1, _two.Ask(), isExhausted: true);
        Assert.Equal(1, _stops);
    }

    [Fact]
    public void Answered_AJobOfTheOtherQueueMayHavePushedMeanwhile_AsksTheFirstAgain()
    {
        _two.Answered(0, _two.Ask(), isExhausted: true);
        _two.Opened(1);
        _two.Opened(-1);
        _two.Answered(1, _two.Ask(), isExhausted: true);
        Assert.Equal(0, _stops);

        _two.Answered(0, _two.Ask(), isExhausted: true);
        Assert.Equal(1, _stops);
    }
}
