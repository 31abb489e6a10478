namespace TgWorker.Bots;

/// <summary>A recipient of a broadcast.</summary>
/// <param name="Chat">The chat's id. A user's id is also the id of their private chat.</param>
public readonly record struct BroadcastRecipient(long Chat)
{
    /// <summary>The values that replace <c>{name}</c> in the broadcast's texts. Default null, for none.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>
    /// The recipient's time zone, in which <see cref="BroadcastPlan.Hours"/> apply: an IANA id such as <c>Europe/Berlin</c>. Default null,
    /// for the time zone of the hours.
    /// </summary>
    public string? TimeZone { get; init; }
}
