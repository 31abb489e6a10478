namespace TgWorker.Intake.Polling;

/// <summary>What the poller does next.</summary>
internal enum PollAction
{
    /// <summary>Pushes what came, and asks on.</summary>
    Go,

    /// <summary>Waits, and asks again.</summary>
    Wait,

    /// <summary>Deletes the webhook that is in the way.</summary>
    DeleteWebhook,

    /// <summary>Ends: it can never work.</summary>
    Stop,
}
