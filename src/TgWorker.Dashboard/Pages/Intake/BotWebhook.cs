namespace TgWorker.Dashboard.Pages.Intake;

/// <summary>A bot's webhook, as Telegram sees it.</summary>
/// <param name="Bot">The bot's name.</param>
/// <param name="Id">Its id.</param>
internal sealed record BotWebhook(string Bot, string Id)
{
    /// <summary>Where Telegram posts to, without secrets; empty where there is no webhook, null where Telegram did not say.</summary>
    public string? Url { get; init; }

    /// <summary>Updates that wait at Telegram.</summary>
    public long? Pending { get; init; }

    /// <summary>What that means, what is wrong first.</summary>
    public IReadOnlyList<WebhookRemark> Remarks { get; init; } = [];
}
