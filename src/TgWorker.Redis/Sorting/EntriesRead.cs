using TgWorker.Core.Jobs;

namespace TgWorker.Redis.Sorting;

/// <summary>What a look at the list gave. It is the owner of the entries that are in the array still when it is disposed.</summary>
/// <param name="Entries">
/// The oldest entries, as many as fit; null when the right to sort is another's by now. An entry that a delivery takes over is taken out.
/// </param>
internal sealed record EntriesRead(PayloadLease?[]? Entries) : IDisposable
{
    /// <summary>The failed job that the first entry became, its length, and why; null when there was nothing to give up.</summary>
    public (string Id, long Bytes, string Why)? GivenUp { get; init; }

    public void Dispose() => PayloadLease.End(Entries);
}
