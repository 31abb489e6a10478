using TgWorker.Core.Retrying;

namespace TgWorker.Core.Tests.Retrying;

/// <summary>The table of verdicts: how a try ended, what is left to try, lease, stop and room.</summary>
public class JudgeTests
{
    private const int None = -1;

    // The situations by a word each. All but "room" are those of a worker that has none.
    [Theory]
    [InlineData("Done", None, 0, 1000, "room", "Finish", 0, 0)]
    [InlineData("Done", None, 2, None, "room", "Finish", 2, 0)]
    [InlineData("Done", None, 2, 1000, "full", "Finish", 2, 0)]
    [InlineData("Done", None, 2, 1000, "grace over", "Finish", 2, 0)]
    [InlineData("Done", None, 2, 1000, "lease lost", "Abandon", 2, 0)]
    // A failed try: another one here, in the queue, or none.
    [InlineData("Failed", None, 0, 1000, "room", "Rest", 1, 1000)]
    [InlineData("Failed", None, 1, 2000, "room", "Rest", 2, 2000)]
    [InlineData("Failed", None, 1, 2001, "room", "Park", 2, 2001)]
    [InlineData("Failed", None, 0, 0, "room", "Rest", 1, 0)]
    [InlineData("Failed", None, 0, 1000, "full", "Park", 1, 1000)]
    [InlineData("Failed", None, 0, 1000, "grace over", "Park", 1, 1000)]
    [InlineData("Failed", None, 2, None, "room", "Fail", 3, 0)]
    [InlineData("Failed", None, 2, None, "full", "Fail", 3, 0)]
    [InlineData("Failed", None, 2, None, "grace over", "Fail", 3, 0)]
    [InlineData("Failed", None, 2, 1000, "lease lost", "Abandon", 2, 0)]
    [InlineData("Failed", None, 2, None, "lease lost", "Abandon", 2, 0)]
    // The handler's own delay beats the backoff, not the number of tries.
    [InlineData("Failed", 500, 0, 1000, "room", "Rest", 1, 500)]
    [InlineData("Failed", 5000, 0, 1000, "room", "Park", 1, 5000)]
    [InlineData("Failed", 500, 0, 1000, "full", "Park", 1, 500)]
    [InlineData("Failed", 500, 2, None, "room", "Fail", 3, 0)]
    [InlineData("Failed", -500, 0, 1000, "room", "Rest", 1, 0)]
    [InlineData("Failed", int.MaxValue, 0, 1000, "room", "Park", 1, int.MaxValue)]
    // A wait uses up no try, and is never so short that the update goes round without a breath.
    [InlineData("Waits", 1000, 0, 1000, "room", "Rest", 0, 1000)]
    [InlineData("Waits", 1000, 0, None, "room", "Rest", 0, 1000)]
    [InlineData("Waits", 2001, 3, 1000, "room", "Park", 3, 2001)]
    [InlineData("Waits", 1000, 3, 1000, "full", "Park", 3, 1000)]
    [InlineData("Waits", 1000, 3, 1000, "grace over", "Park", 3, 1000)]
    [InlineData("Waits", 1000, 3, 1000, "lease lost", "Abandon", 3, 0)]
    [InlineData("Waits", 0, 0, 1000, "room", "Rest", 0, 50)]
    [InlineData("Waits", 49, 0, 1000, "room", "Rest", 0, 50)]
    [InlineData("Waits", -1000, 0, 1000, "room", "Rest", 0, 50)]
    [InlineData("Waits", int.MinValue, 0, 1000, "full", "Park", 0, 50)]
    [InlineData("Waits", None, 0, 1000, "room", "Rest", 0, 50)]
    // Given up: whatever is left.
    [InlineData("GivenUp", None, 0, 1000, "room", "Fail", 1, 0)]
    [InlineData("GivenUp", None, 2, None, "room", "Fail", 3, 0)]
    [InlineData("GivenUp", None, 0, 1000, "full", "Fail", 1, 0)]
    [InlineData("GivenUp", None, 0, 1000, "grace over", "Fail", 1, 0)]
    [InlineData("GivenUp", None, 0, 1000, "lease lost", "Abandon", 0, 0)]
    // Cancelled by the worker's end: not the job's fault. By itself: a failed try.
    [InlineData("Cancelled", None, 1, 1000, "grace over", "Park", 1, 0)]
    [InlineData("Cancelled", None, 1, None, "grace over", "Park", 1, 0)]
    [InlineData("Cancelled", None, 1, 1000, "room", "Rest", 2, 1000)]
    [InlineData("Cancelled", None, 1, 1000, "full", "Park", 2, 1000)]
    [InlineData("Cancelled", None, 2, None, "room", "Fail", 3, 0)]
    [InlineData("Cancelled", None, 1, 1000, "lease lost", "Abandon", 1, 0)]
    // Cancelled by an operator: no other try, however it ended, but what is done is done.
    [InlineData("Cancelled", None, 1, 1000, "cancelled", "Fail", 2, 0)]
    [InlineData("Cancelled", None, 1, None, "cancelled", "Fail", 2, 0)]
    [InlineData("Failed", 500, 0, 1000, "cancelled", "Fail", 1, 0)]
    [InlineData("Waits", 1000, 0, 1000, "cancelled", "Fail", 1, 0)]
    [InlineData("GivenUp", None, 0, 1000, "cancelled", "Fail", 1, 0)]
    [InlineData("Done", None, 1, 1000, "cancelled", "Finish", 1, 0)]
    [InlineData("Cancelled", None, 1, 1000, "cancelled, grace over", "Fail", 2, 0)]
    [InlineData("Cancelled", None, 1, 1000, "cancelled, lease lost", "Abandon", 1, 0)]
    // Numbers of others do not overflow.
    [InlineData("Failed", None, int.MaxValue, 1000, "room", "Rest", int.MaxValue, 1000)]
    [InlineData("GivenUp", None, int.MaxValue, 1000, "room", "Fail", int.MaxValue, 0)]
    public void Decide_Table(string kind, int after, int failures, int next, string situation, string verdict, int failuresThen, int delay)
    {
        var ending = new Ending(Enum.Parse<EndingKind>(kind), kind == "Done" ? null : "It broke.", Time(after));

        var decided = Judge.Decide(ending, failures, Time(next), SituationOf(situation));

        Assert.Equal((verdict, failuresThen, TimeSpan.FromMilliseconds(delay)), (decided.Kind.ToString(), decided.Failures, decided.Delay));
        Assert.Equal(
            verdict is "Finish" or "Abandon" || (kind == "Cancelled" && situation == "grace over") ? null
                : situation.StartsWith("cancelled", StringComparison.Ordinal) ? "An operator did it." : "It broke.",
            decided.Error);
    }

    [Theory]
    [InlineData("Cancelled", false)]
    [InlineData("Failed", true)]
    [InlineData("GivenUp", true)]
    public void Decide_CancelledByAnOperator_KeepsAnExceptionThatSaysMore(string kind, bool isKept)
    {
        var cause = new IOException("broke");

        var decided = Judge.Decide(new Ending(Enum.Parse<EndingKind>(kind), "It broke.", null, cause), 0, null, SituationOf("cancelled"));

        Assert.Same(isKept ? cause : null, decided.Cause);
    }

    [Fact]
    public void Decide_ADelayBeyondAllTimers_IsTheLongestThereIs()
    {
        var decided = Judge.Decide(new Ending(EndingKind.Waits, "later", TimeSpan.MaxValue), 0, null, SituationOf("room"));

        Assert.Equal((VerdictKind.Park, TimerLimit.Longest), (decided.Kind, decided.Delay));
    }

    [Theory]
    [InlineData("Failed", "room", true)]
    [InlineData("Failed", "grace over", true)]
    [InlineData("Failed", "lease lost", false)]
    [InlineData("Cancelled", "room", true)]
    [InlineData("Cancelled", "grace over", false)]
    [InlineData("Cancelled", "lease lost", false)]
    [InlineData("Failed", "cancelled", false)]
    [InlineData("Cancelled", "cancelled", false)]
    [InlineData("Waits", "room", false)]
    [InlineData("GivenUp", "room", false)]
    [InlineData("Done", "room", false)]
    public void IsFailedTry_Table(string kind, string situation, bool isOne) =>
        Assert.Equal(isOne, Judge.IsFailedTry(new Ending(Enum.Parse<EndingKind>(kind)), SituationOf(situation)));

    private static TimeSpan? Time(int milliseconds) => milliseconds == None ? null : TimeSpan.FromMilliseconds(milliseconds);

    private static Situation SituationOf(string word) => new(
        IsLeaseLost: word.EndsWith("lease lost", StringComparison.Ordinal),
        IsGraceOver: word.EndsWith("grace over", StringComparison.Ordinal),
        MayRest: word is "room" or "cancelled", LongestRest: TimeSpan.FromSeconds(2),
        Cancelled: word.StartsWith("cancelled", StringComparison.Ordinal) ? "An operator did it." : null);
}
