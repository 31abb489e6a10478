using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Pauses;

namespace TgWorker.Redis.Status;

/// <summary>
/// Finds when the update was pushed that has waited longest in a lane: with nobody to run it, behind a head that runs, or behind one that
/// waits for its next try. The cost does not grow with the queue: it looks at the lanes that are due first and last and at those that
/// workers hold, and reads one job each of the likeliest.
/// </summary>
internal sealed class WaitingLanes(RedisConnection connection, QueueKeys keys, IJobReader reader)
{
    private const int Ready = 50;
    private const int Read = 20;

    // A job that is larger is not read for its date.
    private const int MostBytes = 64 * 1024;

    /// <param name="held">Lanes that workers hold.</param>
    /// <param name="now">Redis's clock, in ms.</param>
    public async Task<DateTimeOffset?> OldestAsync(IReadOnlyList<string> held, long now)
    {
        var due = NamesAsync("ZRANGEBYSCORE", keys.Ready, "-inf", now, "LIMIT", 0, Ready);
        var later = NamesAsync("ZREVRANGEBYSCORE", keys.Ready, $"({BotPauseRecord.Aside}", $"({now}", "LIMIT", 0, Ready);
        var waiting = new List<string>(await FieldsAsync(await due.ConfigureAwait(false), behind: 0).ConfigureAwait(false));
        waiting.AddRange(await FieldsAsync(await later.ConfigureAwait(false), behind: 1).ConfigureAwait(false));
        waiting.AddRange(await FieldsAsync([.. held], behind: 1).ConfigureAwait(false));
        return await OldestOfAsync(waiting).ConfigureAwait(false);
    }

    /// <summary>
    /// The fields of jobs that wait: the heads, or the jobs behind them. Of some lanes only: those with the most jobs, and those whose head
    /// was granted first.
    /// </summary>
    private async Task<IEnumerable<string>> FieldsAsync(string[] lanes, int behind)
    {
        if (lanes.Length == 0)
        {
            return [];
        }

        var states = await connection.ReadFieldsAsync(keys.Lanes, Array.ConvertAll(lanes, static lane => (RedisValue)lane))
            .ConfigureAwait(false);
        var waiting = lanes.Zip(states, static (lane, state) => (Lane: lane, State: PackedLaneState.Read((byte[]?)state)))
            .Where(lane => lane.State?.Jobs > behind).Select(static lane => (lane.Lane, State: lane.State!.Value)).ToList();
        return waiting.OrderBy(static lane => lane.State.Fence).Take(Read)
            .Concat(waiting.OrderByDescending(static lane => lane.State.Jobs).Take(Read))
            .Select(lane => QueueKeys.Job(lane.Lane, lane.State.Head + behind)).Distinct();
    }

    private async Task<DateTimeOffset?> OldestOfAsync(List<string> fields)
    {
        if (fields.Count == 0)
        {
            return null;
        }

        var sizes = (long[])(await connection.EvaluateAsync(
            StatusScripts.JobSizes, [keys.Jobs], [.. fields.Select(field => (RedisValue)field)]).ConfigureAwait(false))!;
        var small = fields.Where((_, at) => sizes[at] is > 0 and <= MostBytes).Select(static field => (RedisValue)field).ToArray();
        var payloads = small.Length == 0 ? [] : await connection.ReadFieldsAsync(keys.Jobs, small).ConfigureAwait(false);
        return payloads.Select(payload => (byte[]?)payload is { } bytes ? reader.Read(bytes).PushedAt : null).Min();
    }

    private async Task<string[]> NamesAsync(string command, params object[] arguments) =>
        (string[])(await connection.ExecuteAsync(command, arguments).ConfigureAwait(false))!;
}
