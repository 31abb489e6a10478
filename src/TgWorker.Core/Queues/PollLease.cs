namespace TgWorker.Core.Queues;

/// <summary>A right to ask for a bot's updates.</summary>
/// <param name="Bot">The bot, by the id in its token.</param>
/// <param name="Holder">The process that has the right.</param>
/// <param name="Fence">The token; it grows each time the right changes hands.</param>
/// <param name="Batches">The number of the last batch pushed under this token; 0 if none was.</param>
/// <param name="LastUpdateId">The last update that any process pushed; null if not known, or too long ago for ids to be compared.</param>
public sealed record PollLease(string Bot, string Holder, long Fence, long Batches, long? LastUpdateId);
