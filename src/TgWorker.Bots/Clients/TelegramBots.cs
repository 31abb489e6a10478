using Telegram.Bot;
using TgWorker.Bots.Clients;

namespace TgWorker.Bots;

/// <summary>One client per bot. They share their connections.</summary>
/// <remarks>
/// A client does not wait by itself when Telegram answers 429, as it would hold a slot of the worker while it waits: the answer comes out
/// as a
/// <see cref="TelegramRefusalException"/>, which lets the chat wait; only a handler's own client waits when that is short
/// (<see cref="OutgoingOptions.ShortWait"/>). A call to a group that became a supergroup is made once more, to that. The server's address
/// may have a path. Nothing here writes a request's address anywhere: it holds the token.
/// </remarks>
public sealed class TelegramBots : ITelegramBots
{
    private readonly Dictionary<string, ITelegramBotClient> _clients;

    /// <summary>Creates the clients.</summary>
    /// <param name="bots">The options of each bot, by the name the proxy calls it.</param>
    /// <param name="connections">Sends the requests; stays the caller's.</param>
    /// <param name="outgoing">What refusals mean; null for the defaults.</param>
    /// <exception cref="ArgumentException">A token or an address is not valid; names every such setting and never a token.</exception>
    public TelegramBots(IReadOnlyDictionary<string, TelegramBotOptions> bots, HttpMessageHandler connections,
        OutgoingOptions? outgoing = null)
    {
        ArgumentNullException.ThrowIfNull(bots);
        ArgumentNullException.ThrowIfNull(connections);
        var problems = bots.SelectMany(bot => TelegramBotCheck.Problems(bot.Key, bot.Value)).ToList();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(bots));
        }

        _clients = bots.ToDictionary(
            bot => bot.Key, ITelegramBotClient (bot) =>
                BotClient.Create(bot.Value, connections, outgoing ?? new OutgoingOptions()), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => _clients.Keys;

    /// <inheritdoc/>
    public ITelegramBotClient ClientOf(string bot) => Find(bot) ?? throw new UnknownBotException(bot);

    /// <inheritdoc/>
    public bool Has(string bot) => Find(bot) is not null;

    private ITelegramBotClient? Find(string bot) => _clients.TryGetValue(bot, out var client) ? client
        : bot.Length == 0 && _clients.Count == 1 ? _clients.Values.Single()
        : null;
}
