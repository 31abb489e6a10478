namespace TgWorker.Dashboard.Pages;

/// <summary>What remarks say.</summary>
internal static class Remarks
{
    public static string? TextOf(Remark remark) => remark switch
    {
        Remark.Retried => "The failed job went back into its chat.",
        Remark.Forgotten => "The failed job is deleted.",
        Remark.NotThere => "It is no longer there: somebody else was faster.",
        Remark.Busy => "Another operation runs on this queue: wait for it, or cancel it.",
        Remark.Begun => "The operation has begun.",
        Remark.Cancelled => "The operation is told to end.",
        Remark.QueuePaused => "The queue is paused: what runs is let end, nothing new begins.",
        Remark.QueueContinued => "The queue goes on.",
        Remark.BotPaused => "The bot is paused: what runs is let end, and none of its updates begins. Other bots go on.",
        Remark.BotContinued => "The bot goes on. Its chats come back a few at a time.",
        Remark.TooManyBotsPaused => "So many bots are paused that there is no room for another; nothing was done.",
        Remark.ChatPaused => "The chat is paused: what runs is let end, nothing new begins.",
        Remark.ChatContinued => "The chat goes on.",
        Remark.ChatCancelled => "The handler is told to stop, within a second. The update becomes a failed job unless the handler finishes it.",
        Remark.ChatIsNotRunning => "No worker runs this update any more, so nothing was done.",
        Remark.ChatSkipped => "The update is given up; the chat goes on behind it.",
        Remark.ChatDropped => "The update is deleted.",
        Remark.ChatIsRunning => "A worker runs this update, so nothing was done: cancel it, or pause the chat and try again when it has ended.",
        Remark.ChatTooDeep => "So much stands before and behind this update that to take it out would hold the queue up; nothing was done.",
        Remark.TimerCancelled => "The timer is taken away.",
        Remark.BroadcastPaused => "The broadcast is paused: what stands in chats' lines already is sent.",
        Remark.BroadcastContinued => "The broadcast goes on.",
        Remark.BroadcastCancelled => "The broadcast is cancelled: nothing more of it is sent.",
        Remark.Bad => "That could not be read; nothing was done.",
        _ => null,
    };

    /// <summary>Reads one from an address: a name, never a number.</summary>
    public static Remark Parse(string? text) =>
        text is { Length: > 0 } && char.IsAsciiLetter(text[0]) && Enum.TryParse<Remark>(text, out var remark) ? remark : Remark.None;
}
