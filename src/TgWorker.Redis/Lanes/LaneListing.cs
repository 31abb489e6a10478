using StackExchange.Redis;
using TgWorker.Core.Lanes;
using TgWorker.Core.Text;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Pauses;
using TgWorker.Redis.Replicas;

namespace TgWorker.Redis.Lanes;

/// <summary>
/// Lists lanes by what they wait for. A few commands, whatever there is.
/// </summary>
internal static class LaneListing
{
    private const int Most = 100;

    /// <inheritdoc cref="ILaneOperations.ListAsync"/>
    public static async Task<IReadOnlyList<ListedLane>> ReadAsync(RedisConnection connection, QueueKeys keys, LaneGroup group, int most)
    {
        var count = Math.Clamp(most, 0, Most);
        return group switch
        {
            LaneGroup.Held => await HeldAsync(connection, keys, count).ConfigureAwait(false),
            LaneGroup.Stopped => [.. (await PairsAsync(connection, "HRANDFIELD", keys.Stopped, count, "WITHVALUES").ConfigureAwait(false))
                .Select(static pair => new ListedLane((string)pair[0]!, null, (string?)pair[1]))],
            _ => await TimedAsync(connection, keys, group, count).ConfigureAwait(false),
        };
    }

    private static async Task<IReadOnlyList<ListedLane>> TimedAsync(RedisConnection connection, QueueKeys keys, LaneGroup group, int count)
    {
        var now = await RedisWorkers.NowAsync(connection).ConfigureAwait(false);
        object[] range = group == LaneGroup.Ready ? ["-inf", now] : [$"({now}", "+inf"];
        var pairs = await PairsAsync(connection, "ZRANGEBYSCORE", [keys.Ready, .. range, "WITHSCORES", "LIMIT", 0, count])
            .ConfigureAwait(false);

        // What pauses of bots have set aside stands behind all others, and does not wait for a time.
        var pauses = group == LaneGroup.Ready ? [] : await BotPauses.NumbersAsync(connection, keys).ConfigureAwait(false);
        pairs = pairs.Where(pair => !pauses.Contains(BotPauseRecord.NumberOf((double)pair[1])));

        // A lane that was let go of stands at 0, before all others, and does not say since when.
        return [.. pairs.Select(pair =>
            new ListedLane((string)pair[0]!, (double)pair[1] is var at and > 0 ? KeptTime.Span(Math.Abs(now - at)) : null))];
    }

    private static async Task<IReadOnlyList<ListedLane>> HeldAsync(RedisConnection connection, QueueKeys keys, int count)
    {
        var look = await WorkerLook.ReadAsync(connection, keys).ConfigureAwait(false);
        return [.. look.Held.Take(count).Select(static lane => new ListedLane(lane))];
    }

    private static async Task<IEnumerable<RedisResult[]>> PairsAsync(
        RedisConnection connection, string command, params object[] arguments) =>
        AnsweredPairs.Of(await connection.ExecuteAsync(command, arguments).ConfigureAwait(false));
}
