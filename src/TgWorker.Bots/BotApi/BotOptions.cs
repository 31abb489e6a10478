namespace TgWorker.Bots.BotApi;

/// <summary>How one bot talks to Telegram; stands in the configuration under <c>TelegramBots:NAME</c>, by the name the proxy gives it.</summary>
internal sealed class BotOptions
{
    public const string Telegram = "https://api.telegram.org";

    /// <summary>The token, as BotFather gave it.</summary>
    public string Token { get; set; } = "";

    /// <summary>The address of the Bot API server.</summary>
    public Uri BaseUrl { get; set; } = new(Telegram);

    /// <summary>Whether the bot lives in Telegram's test environment.</summary>
    public bool UseTestEnvironment { get; set; }

    /// <summary>The bot's username, which tells commands for it from commands for other bots.</summary>
    public string? Username { get; set; }
}
