namespace TgWorker.Bots.BotApi;

/// <summary>The bots of the configuration, by the names the proxy gives them.</summary>
public sealed class BotClients
{
    private readonly Dictionary<string, BotClient> _clients;

    internal BotClients(IReadOnlyDictionary<string, BotOptions> bots, Func<HttpClient> http) =>
        _clients = bots.ToDictionary(bot => bot.Key, bot => new BotClient(bot.Key, bot.Value, http()), StringComparer.Ordinal);

    /// <summary>Whether any bot is configured.</summary>
    public bool Any => _clients.Count > 0;

    /// <summary>Looks a bot up. A payload that names no bot is the only bot's.</summary>
    /// <returns>Whether it is configured.</returns>
    public bool TryGet(string bot, out BotClient client)
    {
        if (bot.Length == 0 && _clients.Count == 1)
        {
            client = _clients.Values.Single();
            return true;
        }

        return _clients.TryGetValue(bot, out client!);
    }

    /// <summary>The client of a bot.</summary>
    /// <exception cref="UnknownBotException">No token is configured for it.</exception>
    public BotClient Of(string bot) => TryGet(bot, out var client) ? client : throw new UnknownBotException(bot);
}
