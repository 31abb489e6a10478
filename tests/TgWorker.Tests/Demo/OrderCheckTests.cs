using TgWorker.Demo;

namespace TgWorker.Tests.Demo;

public sealed class OrderCheckTests
{
    private readonly OrderCheck _check = new();

    [Fact]
    public void Start_MessagesInOrderWithRetries_AreNoViolation()
    {
        Run(1, done: true);
        Run(2, done: false);
        Run(2, done: true);
        Run(3, done: true);

        Assert.Equal(0, _check.Violations);
    }

    [Fact]
    public void Start_NextBeforeThePreviousIsDone_IsOne()
    {
        Run(1, done: false);
        Run(2, done: true);

        Assert.Equal(1, _check.Violations);
    }

    [Fact]
    public void Start_WhileAnotherRuns_IsOne()
    {
        _check.Start(1);
        _check.Start(2);

        Assert.Equal(1, _check.Violations);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Start_DoneBeforeOrOneLeftOut_IsOne(long message)
    {
        Run(1, done: true);
        Run(2, done: true);
        Run(message, done: true);

        Assert.Equal(1, _check.Violations);
    }

    private void Run(long message, bool done)
    {
        _check.Start(message);
        _check.End(done);
    }
}
