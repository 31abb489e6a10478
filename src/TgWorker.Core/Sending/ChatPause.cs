namespace TgWorker.Core.Sending;

/// <summary>A chat to which nothing is sent for a while, as Telegram has asked (429).</summary>
/// <param name="Bot">The bot, by the id in its token.</param>
/// <param name="Chat">The chat.</param>
/// <param name="Left">How long it still pauses.</param>
internal sealed record ChatPause(string Bot, string Chat, TimeSpan Left);
