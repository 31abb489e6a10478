using TgWorker.Bots;
using TgWorker.Bots.Clients;
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
        if (path.Split(':') is not [var section, { Length: > 0 } bot, var name]
            || !string.Equals(section, Name, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return name.ToUpperInvariant() switch
        {
            "TOKEN" => new Setting(path, "the bot's token", (options, text) =>
                Of(options, bot).Token = Token(text)) { Secrecy = Secrecy.Secret },
            "BASEURL" => new Setting(
                path, "the Bot API server's address", (options, text) =>
                    Of(options, bot).BaseUrl = BaseUrl(text)) { Secrecy = Secrecy.Url },
            "USETESTENVIRONMENT" => new Setting(
                path, "true: Telegram's test environment", (options, text) => Of(options, bot).UseTestEnvironment = SettingText.Bool(text)),
            "SECRETTOKEN" => new Setting(
                path, "what Telegram has to send along with the bot's updates", (options, text) =>
                    options.Receiver.Bots[bot] = ReceiverSection.Secrets(text))
            {
                Secrecy = Secrecy.Secret,
            },
            "USERNAME" => new Setting(path, "the bot's username", (options, text) => Of(options, bot).Username = text.TrimStart('@')),
            _ => null,
        };
    }

    private static TelegramBotOptions Of(TgWorkerOptions options, string bot)
    {
        if (!options.Bots.TryGetValue(bot, out var found))
        {
            options.Bots.Add(bot, found = new TelegramBotOptions());
        }

        return found;
    }

    private static string Token(string text) =>
        TelegramBotCheck.TokenProblem(text) is { } problem ? throw new FormatException(problem) : text;

    private static Uri BaseUrl(string text)
    {
        var url = new Uri(text, UriKind.RelativeOrAbsolute);
        return TelegramBotCheck.UrlProblem(url) is { } problem ? throw new FormatException(problem) : url;
    }
}
