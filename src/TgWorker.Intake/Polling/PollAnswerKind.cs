namespace TgWorker.Intake.Polling;

/// <summary>What came of asking for updates.</summary>
internal enum PollAnswerKind
{
    /// <summary>Updates, or none for now.</summary>
    Updates,

    /// <summary>409: somebody else asks with this token.</summary>
    OtherPoller,

    /// <summary>409: a webhook is set, or was being set.</summary>
    Webhook,

    /// <summary>401, 404: the token is not, or no longer, good.</summary>
    Unauthorized,

    /// <summary>429: too early.</summary>
    TooMany,

    /// <summary>Anything else: Telegram is in trouble, or the way to it is.</summary>
    Trouble,
}
