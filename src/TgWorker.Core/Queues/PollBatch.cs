namespace TgWorker.Core.Queues;

/// <summary>The updates of one answer from Telegram.</summary>
/// <param name="Number">The batch's number: 1 for the first under a token, then one more each time.</param>
/// <param name="LastUpdateId">The highest <c>update_id</c> in it.</param>
/// <param name="Entries">The entries, in the order of their <c>update_id</c>.</param>
public sealed record PollBatch(long Number, long LastUpdateId, IReadOnlyList<NewEntry> Entries);
