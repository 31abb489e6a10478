using TgWorker.Core.Queues;

namespace TgWorker.Dashboard.Tests.Stage;

/// <summary>States of a queue in which nothing is wrong, to be made worse.</summary>
internal static class Statuses
{
    public static QueueStatus Of() => new()
    {
        Queue = "telegram_updates", Pending = 0, Delayed = 0, InLanes = 0, Lanes = 0, Held = 0, Ready = 0, Stopped = 0, Failed = 0,
        Paused = false,
    };

    public static WorkerStatus Worker(string name) => new(name, 2, TimeSpan.FromSeconds(9))
    {
        Replica = new ReplicaInfo
        {
            Host = "web1", ProcessId = 4711, Version = "1.0", StartedAt = DateTimeOffset.UnixEpoch, Lease = TimeSpan.FromSeconds(10),
            Load = new WorkerLoad(3, 64, 100, 1), FinishedPerSecond = 12.5,
        },
    };
}
