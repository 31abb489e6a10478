namespace TgWorker.Intake.Accepting;

/// <summary>The names of the intake's own attributes.</summary>
internal static class IntakeTags
{
    /// <summary><c>receiver</c> or <c>poller</c>.</summary>
    public const string Source = "tgworker.source";

    /// <summary>Why something was refused, or what is odd about it.</summary>
    public const string Reason = "tgworker.reason";
}
