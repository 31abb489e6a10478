namespace TgWorker.Core.Queues;

/// <summary>What one worker has to do on one queue at a moment.</summary>
/// <param name="Running">Jobs that run, those between two of them included: the slots taken.</param>
/// <param name="Slots">The slots there are for the queue.</param>
/// <param name="Finished">Jobs finished since the worker started.</param>
/// <param name="Failed">Jobs given up since the worker started.</param>
public readonly record struct WorkerLoad(int Running, int Slots, long Finished, long Failed);
