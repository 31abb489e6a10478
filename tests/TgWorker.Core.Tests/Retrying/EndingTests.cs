using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using TgWorker.Core.Handling;
using TgWorker.Core.Retrying;

namespace TgWorker.Core.Tests.Retrying;

public class EndingTests
{
    [Fact]
    public void Of_Outcomes_AreWhatTheySay()
    {
        AssertEnding(Of(UpdateOutcome.Handled), EndingKind.Done, "handled", null, null);
        AssertEnding(Of(UpdateOutcome.Skip), EndingKind.Done, "handled", null, null);
        AssertEnding(Of(UpdateOutcome.Retry("broke")), EndingKind.Failed, "retry", "broke", "retry");
        AssertEnding(Of(UpdateOutcome.Fail("no use")), EndingKind.GivenUp, "fail", "no use", "fail");
        AssertEnding(Of(UpdateOutcome.Wait(TimeSpan.FromSeconds(3), "429")), EndingKind.Waits, "wait", "429", null);
    }

    [Fact]
    public void Of_OutcomesWithoutAWord_SayWhoSpoke()
    {
        Assert.Equal("The handler asked for another try.", Of(UpdateOutcome.Retry("")).Error);
        Assert.Equal("The handler gave it up.", Of(UpdateOutcome.Fail(null!)).Error);
    }

    [Fact]
    public void Of_AnErrorOfAStranger_IsEscapedAndCut()
    {
        Assert.Equal("a\\nwarn: b", Of(UpdateOutcome.Fail("a\nwarn: b")).Error);
        Assert.Equal(1024, Of(UpdateOutcome.Retry(new string('x', 10_000))).Error!.Length);
        Assert.Equal("InvalidOperationException: \\x1b[2J", Of(new InvalidOperationException("\u001b[2J")).Error);
    }

    [Fact]
    public void Of_AnOutcomeWithAnErrorType_IsOfThatType()
    {
        Assert.Equal("502", Of(UpdateOutcome.Retry("HTTP 502", errorType: "502")).ErrorType);
        Assert.Equal("410", Of(UpdateOutcome.Fail("HTTP 410", "410")).ErrorType);
        Assert.Equal("\\n", Of(UpdateOutcome.Fail("x", "\n")).ErrorType);
        Assert.Equal(128, Of(UpdateOutcome.Fail("x", new string('x', 1000))).ErrorType!.Length);
    }

    [Fact]
    public void Of_AnException_IsAFailedTryOfItsType()
    {
        var exception = new InvalidOperationException("no");

        AssertEnding(Of(exception), EndingKind.Failed, "retry", "InvalidOperationException: no", "System.InvalidOperationException");
        Assert.Same(exception, Of(exception).Cause);
    }

    [Theory]
    [InlineData(false, "Failed", "retry")]
    [InlineData(true, "GivenUp", "fail")]
    public void Of_ATimeLimit_IsAFailedTryOrTheLast(bool failOnTimeout, string kind, string name)
    {
        var ending = Ending.Of(Outcome.FromException<UpdateOutcome>(new TimeoutRejectedException(TimeSpan.FromSeconds(1.5))),
            failOnTimeout);

        AssertEnding(ending, Enum.Parse<EndingKind>(kind), name, "It took longer than 1.5 s.", "Polly.Timeout.TimeoutRejectedException");
    }

    [Fact]
    public void Of_AnOpenCircuit_WaitsAsLongAsItStaysOpenAndUsesUpNoTry()
    {
        Assert.Equal((EndingKind.Waits, TimeSpan.FromSeconds(7)), KindAndAfter(new BrokenCircuitException(TimeSpan.FromSeconds(7))));
        Assert.Equal((EndingKind.Waits, TimeSpan.FromSeconds(1)), KindAndAfter(new BrokenCircuitException("open")));
        Assert.Equal((EndingKind.Waits, TimeSpan.FromSeconds(1)), KindAndAfter(new IsolatedCircuitException("isolated")));
    }

    [Fact]
    public void Of_AnyOtherStrategyThatRefuses_WaitsASecondAndUsesUpNoTry() =>
        Assert.Equal((EndingKind.Waits, TimeSpan.FromSeconds(1)), KindAndAfter(new Rejection()));

    [Fact]
    public void Of_ACancellation_IsCancelled() =>
        AssertEnding(Of(new TaskCanceledException()), EndingKind.Cancelled, "cancelled",
            "TaskCanceledException: A task was canceled.", null);

    [Fact]
    public void Of_AnExceptionThatKnowsItsOutcome_IsThatOutcome()
    {
        AssertEnding(Of(new Knowing(() => UpdateOutcome.Handled)), EndingKind.Done, "handled", null, null);
        AssertEnding(Of(new Knowing(() => UpdateOutcome.Wait(TimeSpan.FromSeconds(1), "429"))), EndingKind.Waits, "wait", "429", null);
        AssertEnding(Of(new Knowing(() => UpdateOutcome.Fail("403", "403"))), EndingKind.GivenUp, "fail", "403", "403");
        AssertEnding(Of(new Knowing(() => UpdateOutcome.Fail("403"))), EndingKind.GivenUp, "fail", "403", typeof(Knowing).FullName);
    }

    [Fact]
    public void Of_AnExceptionWhoseOutcomeThrows_IsAFailedTryThatSaysBoth() => AssertEnding(
        Of(new Knowing(() => throw new NotSupportedException("no outcome"))),
        EndingKind.Failed, "retry", "Knowing: knows (and its outcome: NotSupportedException: no outcome)", typeof(Knowing).FullName);

    [Fact]
    public void Of_AnExceptionWhoseMessageThrows_IsAFailedTry() =>
        AssertEnding(Of(new Mute()), EndingKind.Failed, "retry", "Mute: its message cannot be read", typeof(Mute).FullName);

    private static Ending Of(UpdateOutcome outcome) => Ending.Of(Outcome.FromResult(outcome), failOnTimeout: false);

    private static Ending Of(Exception exception) => Ending.Of(Outcome.FromException<UpdateOutcome>(exception), failOnTimeout: false);

    private static (EndingKind Kind, TimeSpan? After) KindAndAfter(Exception exception) => (Of(exception).Kind, Of(exception).After);

    private static void AssertEnding(Ending ending, EndingKind kind, string name, string? error, string? errorType) =>
        Assert.Equal((kind, name, error, errorType), (ending.Kind, ending.Name, ending.Error, ending.ErrorType));

    private sealed class Rejection() : ExecutionRejectedException("too many");

    private sealed class Knowing(Func<UpdateOutcome> outcome) : Exception("knows"), IUpdateOutcomeSource
    {
        public UpdateOutcome Outcome => outcome();
    }

    private sealed class Mute : Exception
    {
        public override string Message => throw new NotSupportedException("no message");
    }
}
