using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Replicas;

/// <summary>
/// The workers on a queue at one moment, and some of the lanes that they hold. Costs as many commands however many they are.
/// </summary>
/// <param name="Workers">The workers, the dead included.</param>
/// <param name="Held">Some lanes of each of the first ones.</param>
internal sealed record WorkerLook(IReadOnlyList<WorkerStatus> Workers, IReadOnlyList<string> Held)
{
    private static readonly RedisScript HeldLanes = RedisScript.Load("held_lanes");

    private const int MostHeld = 2000;
    private const int MostWorkers = 20;

    public static async Task<WorkerLook> ReadAsync(RedisConnection connection, QueueKeys keys)
    {
        var known = await RedisWorkers.ReadAsync(connection, keys).ConfigureAwait(false);
        if (known.Count == 0)
        {
            return new WorkerLook([], []);
        }

        var cards = connection.ReadFieldsAsync(
            keys.Replicas, [.. known.Select(worker => (RedisValue)ReplicaCard.NameOf(worker.Incarnation))]);
        var answer = (RedisResult[])(await connection.EvaluateAsync(
            HeldLanes, [.. known.Select(worker => keys.Holding(worker.Incarnation))],
            [MostHeld / Math.Min(known.Count, MostWorkers), MostWorkers]).ConfigureAwait(false))!;
        var (counts, names) = ((long[])answer[0]!, (RedisResult[])answer[1]!);
        var read = await cards.ConfigureAwait(false);
        return new WorkerLook(
            [.. known.Select((worker, at) => Status(worker, counts[at], (byte[]?)read[at]))],
            [.. names.SelectMany(lanes => (string[])lanes!)]);
    }

    private static WorkerStatus Status((string Incarnation, TimeSpan LeaseLeft) worker, long lanes, byte[]? card) =>
        new(worker.Incarnation, lanes, worker.LeaseLeft) { Replica = card is null ? null : ReplicaRecord.Read(card) };
}
