using Telegram.Bot;

namespace TgWorker.Bots;

/// <summary>
/// The clients of the bots whose updates the worker handles. Handlers take the one of their update's bot: <see cref="ITelegramBotClient"/>.
/// </summary>
public interface ITelegramBots
{
    /// <summary>The names of the bots that have a token.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>The client of a bot, the same one every time.</summary>
    /// <param name="bot">The bot's name, as the proxy calls it; that of a payload which names none is empty, and means the only
    /// bot.</param>
    /// <exception cref="UnknownBotException">No token is configured for it.</exception>
    ITelegramBotClient ClientOf(string bot);

    /// <summary>Whether a bot has a client; the same rules as for <see cref="ClientOf"/>.</summary>
    bool Has(string bot);
}
