namespace TgWorker.Core.Broadcasts;

/// <summary>A recipient whom a broadcast did not reach.</summary>
/// <param name="Number">The recipient's number in the audience, from 0.</param>
/// <param name="Result">Gone or failed.</param>
/// <param name="Chat">The chat.</param>
/// <param name="Reason">What Telegram said.</param>
public sealed record BroadcastMiss(long Number, BroadcastResult Result, long Chat, string Reason);
