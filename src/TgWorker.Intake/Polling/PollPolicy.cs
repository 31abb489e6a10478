namespace TgWorker.Intake.Polling;

/// <summary>Decides what follows an answer.</summary>
internal static class PollPolicy
{
    // The same offset asked again within 0.5 s gets one update only.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstStepBack = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestStepBack = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ForThePredecessor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileWebhook = TimeSpan.FromSeconds(30);

    /// <summary>The next step.</summary>
    /// <param name="answer">What came.</param>
    /// <param name="before">How many answers of the same kind came before it, one after the other.</param>
    /// <param name="takeOver">Whether a webhook may be deleted.</param>
    /// <param name="chance">0 to 1: how much of the jitter, a fifth, is added.</param>
    public static PollStep Next(PollAnswer answer, int before, bool takeOver, double chance)
    {
        return answer.Kind switch
        {
            PollAnswerKind.Updates => new PollStep(PollAction.Go, TimeSpan.Zero, Tells: false),
            PollAnswerKind.Unauthorized => new PollStep(PollAction.Stop, TimeSpan.Zero, Tells: true),
            // A short wait is everyday; a long one leaves users without answers.
            PollAnswerKind.TooMany => Wait(
                answer.RetryAfter > FirstPause ? answer.RetryAfter : FirstPause, tells: before == 0 && answer.RetryAfter >= LongestPause),
            PollAnswerKind.Webhook => takeOver && before == 0
                ? new PollStep(PollAction.DeleteWebhook, TimeSpan.Zero, Tells: true)
                : Wait(WhileWebhook, tells: before == 0),
            // The first may be the last word of the process that had the right before.
            PollAnswerKind.OtherPoller =>
                before == 0 ? Wait(ForThePredecessor, tells: false)
                    : Wait(Grow(FirstStepBack, before - 1, LongestStepBack), tells: before == 1),
            _ => Wait(Grow(FirstPause, before, LongestPause), tells: before == 0),
        };

        PollStep Wait(TimeSpan time, bool tells) => new(PollAction.Wait, time + (time * (chance / 5)), tells);
    }

    private static TimeSpan Grow(TimeSpan first, int steps, TimeSpan longest) =>
        steps < 16 && first * (1 << steps) < longest ? first * (1 << steps) : longest;
}
