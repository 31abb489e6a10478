using TgWorker.Intake.Polling;

namespace TgWorker.Intake.Tests.Polling;

public class PollPolicyTests
{
    // kind, how many before it, --take-over, what follows, after seconds (no jitter), whether it is told
    [Theory]
    [InlineData(PollAnswerKind.Updates, 0, false, PollAction.Go, 0, false)]
    [InlineData(PollAnswerKind.Updates, 9, true, PollAction.Go, 0, false)]
    [InlineData(PollAnswerKind.Unauthorized, 0, true, PollAction.Stop, 0, true)]
    [InlineData(PollAnswerKind.Webhook, 0, false, PollAction.Wait, 30, true)]
    [InlineData(PollAnswerKind.Webhook, 1, false, PollAction.Wait, 30, false)]
    [InlineData(PollAnswerKind.Webhook, 0, true, PollAction.DeleteWebhook, 0, true)]
    [InlineData(PollAnswerKind.Webhook, 1, true, PollAction.Wait, 30, false)]
    [InlineData(PollAnswerKind.OtherPoller, 0, true, PollAction.Wait, 1, false)]
    [InlineData(PollAnswerKind.OtherPoller, 1, false, PollAction.Wait, 5, true)]
    [InlineData(PollAnswerKind.OtherPoller, 2, false, PollAction.Wait, 10, false)]
    [InlineData(PollAnswerKind.OtherPoller, 5, false, PollAction.Wait, 60, false)]
    [InlineData(PollAnswerKind.OtherPoller, 99, false, PollAction.Wait, 60, false)]
    [InlineData(PollAnswerKind.TooMany, 3, false, PollAction.Wait, 7, false)]
    [InlineData(PollAnswerKind.Trouble, 0, false, PollAction.Wait, 0.5, true)]
    [InlineData(PollAnswerKind.Trouble, 1, false, PollAction.Wait, 1, false)]
    [InlineData(PollAnswerKind.Trouble, 5, false, PollAction.Wait, 16, false)]
    [InlineData(PollAnswerKind.Trouble, 6, false, PollAction.Wait, 30, false)]
    [InlineData(PollAnswerKind.Trouble, 1000, false, PollAction.Wait, 30, false)]
    internal void Next_OfAnAnswer_IsAsTheTableSays(
        PollAnswerKind kind, int before, bool takeOver, PollAction action, double seconds, bool tells) =>
        Assert.Equal(
            new PollStep(action, TimeSpan.FromSeconds(seconds), tells),
            PollPolicy.Next(new PollAnswer(kind, "", TimeSpan.FromSeconds(7)), before, takeOver, chance: 0));

    [Theory]
    [InlineData(29, 0, false)]
    [InlineData(30, 0, true)]
    [InlineData(3600, 0, true)]
    [InlineData(3600, 1, false)]
    public void Next_OfALongWait_IsToldOnce(int seconds, int before, bool tells) => Assert.Equal(
        new PollStep(PollAction.Wait, TimeSpan.FromSeconds(seconds), tells),
        PollPolicy.Next(new PollAnswer(PollAnswerKind.TooMany, "", TimeSpan.FromSeconds(seconds)), before, takeOver: false, chance: 0));

    [Fact]
    public void Next_HasAFifthOfJitter() =>
        Assert.Equal(TimeSpan.FromSeconds(36), PollPolicy.Next(new PollAnswer(PollAnswerKind.Trouble, ""), 99, false, chance: 1).Wait);
}
