namespace TgWorker.Hosting.Notifying;

/// <summary>Who is told of trouble, and of what; in the configuration the section <c>Notify</c>.</summary>
public sealed class NotifyOptions
{
    /// <summary>Gets a POST with JSON; null (the default) is nobody.</summary>
    public Uri? Webhook { get; set; }

    /// <summary>The token of the bot that writes to <see cref="TelegramChat"/>; null (the default) is none.</summary>
    public string? TelegramToken { get; set; }

    /// <summary>The chat that is written to: its id, or @name of a channel.</summary>
    public string? TelegramChat { get; set; }

    /// <summary>Where the Bot API is. Default Telegram's.</summary>
    public Uri TelegramApi { get; set; } = new("https://api.telegram.org");

    /// <summary>An entry at the head of the list this old is trouble; zero is never. Default 60 s.</summary>
    public TimeSpan LongWait { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>So many new failed jobs within five minutes are trouble; 0 is never. Default 10.</summary>
    public int FailedJobs { get; set; } = 10;

    /// <summary>Whether workers that died are trouble. Default true.</summary>
    public bool DeadWorkers { get; set; } = true;

    /// <summary>Whether it is told when updates no longer wait for long and few fail any more. Default true.</summary>
    public bool AllClear { get; set; } = true;

    /// <summary>How long the same trouble of a queue is not told again, by any worker. Default 10 min.</summary>
    public TimeSpan QuietTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the queues are looked at. Default 10 s.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether anybody is told.</summary>
    internal bool IsOn => Webhook is not null || TelegramToken is not null;
}
