namespace DiscordBridge;

/// <summary>The section <c>Bridge</c> of the bot's settings.</summary>
public sealed class BridgeOptions
{
    /// <summary>The id of the Telegram group, such as -1001234567890.</summary>
    public long ChatId { get; set; }

    /// <summary>The URL of the Discord channel's webhook, to which the group's messages go.</summary>
    public string WebhookUrl { get; set; } = "";

    /// <summary>The token of a Discord bot that may read the channel; without one nothing comes back from Discord.</summary>
    public string? BotToken { get; set; }

    /// <summary>The id of the Discord channel.</summary>
    public string? ChannelId { get; set; }

    /// <summary>Where Discord's API is.</summary>
    public string Api { get; set; } = "https://discord.com/api/v10/";

    /// <summary>How often the channel is looked at. Default 2 s.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The file that keeps the id of the last message that was copied.</summary>
    public string LastFile { get; set; } = "discord.last";
}
