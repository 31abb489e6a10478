using Microsoft.Extensions.Configuration;
using Telegram.Bot;

namespace TgWorker.TelegramBot;

/// <summary>One client per bot of the configuration. They share their connections.</summary>
/// <remarks>
/// A client does not wait by itself when Telegram answers 429, as it would hold a slot of the worker while it waits: the
/// answer comes out as an exception, which <see cref="TypedUpdateHandler"/> turns into a wait of the chat.
/// </remarks>
public sealed class TelegramBots : ITelegramBots
{
    private readonly Dictionary<string, ITelegramBotClient> _clients = new(StringComparer.Ordinal);

    /// <summary>Creates the clients.</summary>
    /// <param name="bots">The options of each bot, by the name the proxy calls it.</param>
    /// <param name="http">Sends the requests; stays the caller's.</param>
    /// <exception cref="ArgumentException">A token or an address is not valid; names the bot and never the token.</exception>
    public TelegramBots(IReadOnlyDictionary<string, TelegramBotOptions> bots, HttpClient http)
    {
        foreach (var (name, options) in bots)
        {
            _clients.Add(name, new TelegramBotClient(ToClientOptions(name, options), http));
        }
    }

    /// <summary>Creates the clients from the section <see cref="TelegramBotOptions.Section"/>.</summary>
    /// <param name="configuration">The configuration's root.</param>
    /// <param name="http">Sends the requests; stays the caller's.</param>
    /// <exception cref="ArgumentException">A token or an address is not valid; names the bot and never the token.</exception>
    public static TelegramBots FromConfiguration(IConfiguration configuration, HttpClient http)
        => new(configuration.GetSection(TelegramBotOptions.Section).Get<Dictionary<string, TelegramBotOptions>>() ?? [], http);

    /// <inheritdoc />
    public ITelegramBotClient ClientOf(string bot)
        => _clients.TryGetValue(bot, out var client) ? client : throw new UnknownBotException(bot);

    private static TelegramBotClientOptions ToClientOptions(string bot, TelegramBotOptions options)
    {
        try
        {
            return new TelegramBotClientOptions(options.Token, options.BaseUrl, options.UseTestEnvironment) { RetryThreshold = 0 };
        }
        catch (ArgumentException e)
        {
            var key = e.ParamName == "token" ? nameof(TelegramBotOptions.Token) : nameof(TelegramBotOptions.BaseUrl);
            throw new ArgumentException($"{TelegramBotOptions.Section}:{bot}:{key} is not valid.", nameof(options), e);
        }
    }
}
