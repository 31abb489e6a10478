namespace TgWorker.Bots;

/// <summary>
/// How one bot talks to Telegram; stands in the configuration under <c>TelegramBots:NAME</c>, by the name the proxy gives it.
/// </summary>
public sealed class TelegramBotOptions
{
    /// <summary>Where Telegram's own Bot API server is.</summary>
    internal static readonly Uri Telegram = new("https://api.telegram.org");

    /// <summary>The token, as BotFather gave it. Required.</summary>
    public string Token { get; set; } = "";

    /// <summary>The address of a Bot API server of your own; it may have a path. Default https://api.telegram.org, Telegram's.</summary>
    public Uri BaseUrl { get; set; } = Telegram;

    /// <summary>Whether the bot lives in Telegram's test environment. Default false.</summary>
    public bool UseTestEnvironment { get; set; }

    /// <summary>
    /// The bot's username, which tells commands for it from commands for other bots. Default null: every command is for it.
    /// </summary>
    public string? Username { get; set; }
}
