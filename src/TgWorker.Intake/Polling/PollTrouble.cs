namespace TgWorker.Intake.Polling;

/// <summary>Says what to do about what is in the way.</summary>
internal static class PollTrouble
{
    /// <summary>The word for telemetry.</summary>
    public static string Reason(PollAnswerKind kind) => kind switch
    {
        PollAnswerKind.OtherPoller => "foreign_poller",
        PollAnswerKind.Webhook => "webhook",
        PollAnswerKind.Unauthorized => "unauthorized",
        PollAnswerKind.TooMany => "too_many_requests",
        _ => "trouble",
    };

    /// <summary>What to do, to be put behind what is wrong.</summary>
    public static string Advice(PollAnswerKind kind, string bot) => kind switch
    {
        PollAnswerKind.OtherPoller =>
            ". Another program asks for this bot's updates, and is not on this queue: stop it, or give the bot a new token with "
                + "BotFather's /revoke",
        PollAnswerKind.Webhook =>
            $". A webhook is set: delete it with 'tgworker webhook delete --bot {bot}', or start with --take-over. What waits "
                + $"for it is kept",
        PollAnswerKind.Unauthorized => $". The token is wrong or was revoked: give the new one as TelegramBots:{bot}:Token and start again",
        _ => "",
    };
}
