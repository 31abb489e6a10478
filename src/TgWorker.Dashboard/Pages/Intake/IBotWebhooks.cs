namespace TgWorker.Dashboard.Pages.Intake;

/// <summary>Asks Telegram about the webhooks of the bots whose tokens this process has. Answers are kept for a while: pages cost Telegram
/// nothing.</summary>
internal interface IBotWebhooks
{
    /// <summary>What is known of each bot's webhook.</summary>
    Task<IReadOnlyList<BotWebhook>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>The names of those bots, by the ids in their tokens; asks nobody.</summary>
    IReadOnlyDictionary<string, string> Names => new Dictionary<string, string>();
}
