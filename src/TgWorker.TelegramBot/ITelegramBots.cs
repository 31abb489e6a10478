using Telegram.Bot;

namespace TgWorker.TelegramBot;

/// <summary>The clients of the bots whose updates the worker handles.</summary>
public interface ITelegramBots
{
    /// <summary>The client of a bot, the same one every time.</summary>
    /// <param name="bot">The bot's name, as the proxy calls it.</param>
    /// <exception cref="UnknownBotException">No token is configured for it.</exception>
    ITelegramBotClient ClientOf(string bot);
}
