using Microsoft.Extensions.Configuration;
using Telegram.Bot;
using TgWorker.Bots.BotApi;

namespace TgWorker.Bots.Clients;

/// <summary>One client per bot of the configuration. They share their connections.</summary>
/// <remarks>
/// A client does not wait by itself when Telegram answers 429, as it would hold a slot of the worker while it waits: the
/// answer comes out as a <see cref="TelegramRefusalException"/>, which lets the chat wait. A call to a group that became a supergroup is
/// made once more, to that, except one that uploads a file.
/// </remarks>
public sealed class TelegramBots : ITelegramBots
{
    private readonly Dictionary<string, ITelegramBotClient> _clients = new(StringComparer.Ordinal);

    /// <summary>Creates the clients.</summary>
    /// <param name="bots">The options of each bot, by the name the proxy calls it.</param>
    /// <param name="http">Sends the requests; stays the caller's.</param>
    /// <exception cref="InvalidOperationException">A token or an address is not valid; names the bot and never the token.</exception>
    public TelegramBots(IReadOnlyDictionary<string, TelegramBotOptions> bots, HttpClient http)
    {
        ArgumentNullException.ThrowIfNull(bots);
        foreach (var (name, options) in bots)
        {
            _clients.Add(name, new LaneBotClient(ToClientOptions(name, options), http));
        }
    }

    /// <summary>Creates the clients from the section <see cref="TelegramBotOptions.Section"/>.</summary>
    /// <param name="configuration">The configuration's root.</param>
    /// <param name="http">Sends the requests; stays the caller's.</param>
    /// <exception cref="InvalidOperationException">A token or an address is not valid; names the bot and never the token.</exception>
    public static TelegramBots FromConfiguration(IConfiguration configuration, HttpClient http)
        => new(configuration.GetSection(TelegramBotOptions.Section).Get<Dictionary<string, TelegramBotOptions>>() ?? [], http);

    /// <inheritdoc />
    public ITelegramBotClient ClientOf(string bot)
        => _clients.TryGetValue(bot, out var client) ? client
            : bot.Length == 0 && _clients.Count == 1 ? _clients.Values.Single()
            : throw new UnknownBotException(bot);

    /// <summary>The bots of the worker's own options, which were checked as they were read.</summary>
    internal static TelegramBots From(IReadOnlyDictionary<string, BotOptions> bots, HttpClient http) => new(
        bots.ToDictionary(bot => bot.Key, bot => new TelegramBotOptions
        {
            Token = bot.Value.Token,
            // Telegram.Bot takes any address for a local server, which keeps files on its own disk.
            BaseUrl = bot.Value.BaseUrl == new Uri(BotOptions.Telegram) ? null : bot.Value.BaseUrl.AbsoluteUri,
            UseTestEnvironment = bot.Value.UseTestEnvironment,
        }, StringComparer.Ordinal),
        http);

    private static TelegramBotClientOptions ToClientOptions(string bot, TelegramBotOptions options)
    {
        if (Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var url) && url.PathAndQuery != "/")
        {
            throw Invalid(bot, nameof(TelegramBotOptions.BaseUrl), $"has the path '{url.PathAndQuery}', which Telegram.Bot leaves out: give the server's address alone, or take BotClient, which keeps it");
        }

        try
        {
            return new TelegramBotClientOptions(options.Token, options.BaseUrl, options.UseTestEnvironment) { RetryThreshold = 0 };
        }
        catch (ArgumentException e)
        {
            throw e.ParamName == "token"
                ? Invalid(bot, nameof(TelegramBotOptions.Token), "is no bot token: give it as BotFather did, such as 123456:ABC-DEF")
                : Invalid(bot, nameof(TelegramBotOptions.BaseUrl), "is no http:// or https:// URL: give one, or leave it out for Telegram's");
        }
    }

    private static InvalidOperationException Invalid(string bot, string key, string what) => new($"{TelegramBotOptions.Section}:{bot}:{key} {what}.");
}
