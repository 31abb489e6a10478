namespace TgWorker.Bots;

/// <summary>
/// How a bot talks to Telegram. In the configuration, this is the section <c>TelegramBots:NAME</c>, with the bot's name.
/// </summary>
public sealed class TelegramBotOptions
{
    /// <summary>The address of Telegram's own Bot API server.</summary>
    internal static readonly Uri Telegram = new("https://api.telegram.org");

    /// <summary>The token, as BotFather gave it. Required.</summary>
    public string Token { get; set; } = "";

    /// <summary>The address of the Bot API server, which may contain a path. Default https://api.telegram.org, Telegram's own.</summary>
    public Uri BaseUrl { get; set; } = Telegram;

    /// <summary>Whether the bot is in Telegram's test environment. Default false.</summary>
    public bool UseTestEnvironment { get; set; }

    /// <summary>
    /// The bot's username. With it, commands that are meant for other bots do not match. Default null: every command matches.
    /// </summary>
    public string? Username { get; set; }
}
