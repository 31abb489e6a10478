using System.Text.Json.Serialization;

namespace TgWorker.Dashboard.Pages.Intake;

/// <summary>How a bot's updates come in.</summary>
/// <param name="Bot">The bot's name, or its id where the name is not known here.</param>
internal sealed record BotModel(string Bot)
{
    /// <summary>Its webhook; null where this process has no token of it.</summary>
    public BotWebhook? Webhook { get; init; }

    /// <summary>Whether it stands for all names that are none of the receiver's bots'.</summary>
    [JsonIgnore]
    public bool IsOther => Bot == "other" && Webhook is null && Poller is null;

    /// <summary>The process that asks for its updates; null where none does.</summary>
    public string? Poller { get; init; }

    /// <summary>Whether a process asked for its updates whose right has lapsed, and no other has taken it.</summary>
    public bool IsPollerLost { get; init; }

    /// <summary>What is left of the right to ask.</summary>
    public TimeSpan? LeaseLeft { get; init; }

    /// <summary>How long ago a poller last brought updates.</summary>
    public TimeSpan? SincePush { get; init; }
}
