namespace TgWorker.Bots;

/// <summary>Somebody in a broadcast's audience.</summary>
/// <param name="Chat">The chat's id; that of a user is that of their private chat.</param>
public readonly record struct BroadcastRecipient(long Chat)
{
    /// <summary>What <c>{name}</c> in the broadcast's texts stands for; null for nothing.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>
    /// The time zone in which the plan's hours (<see cref="BroadcastPlan.Hours"/>) are meant for this one, an IANA id such as
    /// <c>Europe/Berlin</c>; null for that of the hours themselves.
    /// </summary>
    public string? TimeZone { get; init; }
}
