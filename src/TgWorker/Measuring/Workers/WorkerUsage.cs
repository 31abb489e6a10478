namespace TgWorker.Measuring.Workers;

/// <summary>What workers have used so far.</summary>
/// <param name="CpuSeconds">Processor time, all replicas together.</param>
/// <param name="PeakBytes">The most resident memory that a replica has had.</param>
/// <param name="AllocatedBytes">Bytes allocated on the managed heap; null where it cannot be seen from outside.</param>
/// <param name="LockContentions">How often a thread had to wait for a lock; null where it cannot be seen from outside.</param>
/// <param name="PoolItems">How many work items the thread pool has run; null where it cannot be seen from outside.</param>
internal readonly record struct WorkerUsage(
    double CpuSeconds, long PeakBytes, long? AllocatedBytes = null, long? LockContentions = null, long? PoolItems = null);
