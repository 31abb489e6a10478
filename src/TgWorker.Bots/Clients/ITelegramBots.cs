using Telegram.Bot;
using TgWorker.Bots.BotApi;

namespace TgWorker.Bots.Clients;

/// <summary>The clients of the bots whose updates the worker handles.</summary>
public interface ITelegramBots
{
    /// <summary>The client of a bot, the same one every time.</summary>
    /// <param name="bot">The bot's name, as the proxy calls it; that of a payload which names none is empty, and means the only bot.</param>
    /// <exception cref="UnknownBotException">No token is configured for it.</exception>
    ITelegramBotClient ClientOf(string bot);
}
