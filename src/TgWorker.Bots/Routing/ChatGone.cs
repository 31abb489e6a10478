namespace TgWorker.Bots;

/// <summary>The bot can no longer write to a chat: the user blocked it or was deactivated, or the bot was removed.</summary>
/// <param name="Bot">The bot, by the name the proxy gives it.</param>
/// <param name="Chat">The chat's id, or a channel's <c>@name</c>.</param>
/// <param name="Description">What Telegram said, such as <c>Forbidden: bot was blocked by the user</c>.</param>
public sealed record ChatGone(string Bot, string Chat, string Description);
