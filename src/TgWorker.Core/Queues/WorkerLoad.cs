namespace TgWorker.Core.Queues;

/// <summary>One worker's load on one queue at one moment.</summary>
/// <param name="Running">The number of slots taken: jobs that run, and slots between two jobs.</param>
/// <param name="Slots">The number of slots for the queue.</param>
/// <param name="Finished">Jobs finished since the worker started.</param>
/// <param name="Failed">Jobs given up since the worker started.</param>
public readonly record struct WorkerLoad(int Running, int Slots, long Finished, long Failed);
