namespace TgWorker.Core.Queues;

/// <summary>What a claim returned.</summary>
/// <param name="Granted">The jobs this worker may run now, each the head of its lane.</param>
/// <param name="Duplicates">How many entries were finished without running, because their update had been seen before.</param>
/// <param name="Exhausted">Whether another claim at this moment would return nothing more.</param>
public readonly record struct Claim(IReadOnlyList<Delivery> Granted, int Duplicates, bool Exhausted);
