namespace TgWorker.Dashboard.Pages.Outgoing;

/// <summary>A chat to which nothing is sent for a while, as Telegram has asked (429).</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Bot">The bot's name, or its id where the name is not known here.</param>
/// <param name="Chat">The chat.</param>
/// <param name="Until">When the pause ends.</param>
internal sealed record ChatRest(string Queue, string Bot, string Chat, DateTimeOffset Until);
