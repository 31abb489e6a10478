namespace TgWorker.Bots.Clients;

/// <summary>How one bot talks to Telegram; stands in the configuration under the bot's name, as the proxy calls it.</summary>
public sealed class TelegramBotOptions
{
    /// <summary>The section of the configuration that holds one entry per bot.</summary>
    public const string Section = "TelegramBots";

    /// <summary>The bot's token, as BotFather gave it. Required.</summary>
    public string Token { get; set; } = "";

    /// <summary>The address of a Bot API server of one's own; null is Telegram's. Default null.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>Whether the bot lives in Telegram's test environment. Default false.</summary>
    public bool UseTestEnvironment { get; set; }
}
