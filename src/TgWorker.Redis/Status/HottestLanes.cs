using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Status;

/// <summary>
/// Finds the chats with the most updates without reading a million of them: a chat with many is nearly always held or
/// ready, so it looks there, and at a few at random.
/// </summary>
internal static class HottestLanes
{
    private const int Shown = 5;
    private const int Sample = 100;

    public static async Task<IReadOnlyList<LaneStatus>> ReadAsync(
        RedisConnection connection, QueueKeys keys, IReadOnlyList<string> held)
    {
        var lanes = new HashSet<string>(StringComparer.Ordinal);
        lanes.UnionWith(await NamesAsync(connection, "HRANDFIELD", keys.Lanes, Sample).ConfigureAwait(false));
        lanes.UnionWith(await NamesAsync(connection, "ZRANGE", keys.Ready, 0, Sample - 1).ConfigureAwait(false));
        lanes.UnionWith(held);
        lanes.Remove("");
        if (lanes.Count == 0)
        {
            return [];
        }

        var names = lanes.Order(StringComparer.Ordinal).ToArray();
        var states = await connection.ReadFieldsAsync(keys.Lanes, Array.ConvertAll(names, static name => (RedisValue)name))
            .ConfigureAwait(false);
        return [.. names.Zip(states, static (name, state) => new LaneStatus(name, PackedLaneState.Read((byte[]?)state)?.Jobs ?? 0))
            .Where(static lane => lane.Jobs > 0).OrderByDescending(static lane => lane.Jobs).Take(Shown)];
    }

    private static async Task<string[]> NamesAsync(RedisConnection connection, string command, params object[] arguments) =>
        (string[])(await connection.ExecuteAsync(command, arguments).ConfigureAwait(false))!;
}
