namespace TgWorker.Dashboard.Pages;

/// <summary>What was done, as an address can carry it to the next page: one of a closed set of sentences.</summary>
internal enum Remark
{
    None,
    Retried,
    Forgotten,
    NotThere,
    Busy,
    Begun,
    Cancelled,
    QueuePaused,
    QueueContinued,
    BotPaused,
    BotContinued,
    TooManyBotsPaused,
    ChatPaused,
    ChatContinued,
    ChatCancelled,
    ChatIsNotRunning,
    ChatSkipped,
    ChatDropped,
    ChatIsRunning,
    ChatTooDeep,
    TimerCancelled,
    BroadcastPaused,
    BroadcastContinued,
    BroadcastCancelled,
    Shown,
    Bad,
}
