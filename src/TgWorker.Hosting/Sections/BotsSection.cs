using TgWorker.Bots.BotApi;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

/// <summary>The settings of the bots: <c>TelegramBots:NAME:Token</c> and so on, for whatever names the proxy gives them.</summary>
internal static class BotsSection
{
    public const string Name = "TelegramBots";

    /// <summary>The setting of a path; null when it is none of a bot's.</summary>
    public static Setting? Find(string path)
    {
        if (path.Split(':') is not [var section, { Length: > 0 } bot, var name] || !string.Equals(section, Name, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return name.ToUpperInvariant() switch
        {
            "TOKEN" => new Setting(path, "the bot's token", (options, text) => Of(options, bot).Token = Token(text)) { Secrecy = Secrecy.Secret },
            "BASEURL" => new Setting(path, "the Bot API server's address", (options, text) => Of(options, bot).BaseUrl = BaseUrl(text)) { Secrecy = Secrecy.Url },
            "USETESTENVIRONMENT" => new Setting(path, "true: Telegram's test environment", (options, text) => Of(options, bot).UseTestEnvironment = SettingText.Bool(text)),
            "USERNAME" => new Setting(path, "the bot's username", (options, text) => Of(options, bot).Username = text.TrimStart('@')),
            _ => null,
        };
    }

    private static BotOptions Of(TgWorkerOptions options, string bot)
    {
        if (!options.Bots.TryGetValue(bot, out var found))
        {
            options.Bots.Add(bot, found = new BotOptions());
        }

        return found;
    }

    private static string Token(string text) => text.Split(':') is [{ Length: > 0 } id, { Length: > 0 }] && id.All(char.IsAsciiDigit) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '_' or '-')
        ? text
        : throw new FormatException("is no bot token: give it as BotFather did, such as 123456:ABC-DEF");

    private static Uri BaseUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        ? url
        : throw new FormatException($"is no http:// or https:// URL: give one, or leave it out for {BotOptions.Telegram}");
}
