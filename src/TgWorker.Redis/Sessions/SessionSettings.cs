using TgWorker.Redis.Keys;
using TgWorker.Redis.Payloads;

namespace TgWorker.Redis.Sessions;

/// <summary>What a session must know of how its queue is read.</summary>
/// <param name="Queue">The queue's bare name.</param>
/// <param name="Take">Which end of the list holds the oldest entry.</param>
/// <param name="Lease">How long a worker that has stopped renewing keeps its lanes.</param>
/// <param name="RememberUpdates">How long an update that was seen is remembered; null when duplicates are not looked for.</param>
/// <param name="LargestEntry">The most bytes that an entry may have.</param>
/// <param name="Payloads">Where payloads are read to.</param>
internal sealed record SessionSettings(
    string Queue, TakeFrom Take, TimeSpan Lease, TimeSpan? RememberUpdates, int LargestEntry, PayloadPool Payloads);
