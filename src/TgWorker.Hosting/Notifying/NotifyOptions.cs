namespace TgWorker.Hosting.Notifying;

/// <summary>Who is notified, and of what. In the configuration: the section <c>Notify</c>.</summary>
public sealed class NotifyOptions
{
    /// <summary>Receives a POST with JSON. Default none.</summary>
    public Uri? Webhook { get; set; }

    /// <summary>The token of the bot that writes to <see cref="TelegramChat"/>. Default none.</summary>
    public string? TelegramToken { get; set; }

    /// <summary>The chat that the bot writes to: its id, or the @name of a channel.</summary>
    public string? TelegramChat { get; set; }

    /// <summary>The address of the Bot API. Default Telegram's.</summary>
    public Uri TelegramApi { get; set; } = new("https://api.telegram.org");

    /// <summary>Notifies when an update has waited this long; zero for never. Default 60 s.</summary>
    public TimeSpan LongWait { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Notifies when this many updates fail within five minutes; 0 for never. Default 10.</summary>
    public int FailedJobs { get; set; } = 10;

    /// <summary>Whether to notify when a worker dies. Default true.</summary>
    public bool DeadWorkers { get; set; } = true;

    /// <summary>Whether to notify when the trouble is over. Default true.</summary>
    public bool AllClear { get; set; } = true;

    /// <summary>How long no worker repeats the same notification for a queue. Default 10 min.</summary>
    public TimeSpan QuietTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the queues are checked. Default 10 s.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether anybody is told.</summary>
    internal bool IsOn => Webhook is not null || TelegramToken is not null;
}
