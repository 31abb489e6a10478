namespace TgWorker.Bots;

/// <summary>Somebody in a broadcast's audience.</summary>
/// <param name="Chat">The chat's id; that of a user is that of their private chat.</param>
public readonly record struct BroadcastRecipient(long Chat)
{
    /// <summary>What <c>{name}</c> in the broadcast's texts stands for; null for nothing.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }
}
