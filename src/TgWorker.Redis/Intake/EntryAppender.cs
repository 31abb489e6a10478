using System.Globalization;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Horizon;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Intake;

/// <summary>
/// Appends entries in one step. Without a right to poll and without Horizon that is one push; with either it is a script, which writes
/// nothing where it cannot write all: a transaction would leave Horizon's records of a job that is not on the list.
/// </summary>
internal sealed class EntryAppender(QueueKeys keys, TakeFrom take, ShownQueue? shown)
{
    private readonly HorizonKeys? _horizon = shown is null ? null : new HorizonKeys(shown.Options.Prefix);

    private string Command => take == TakeFrom.Head ? "RPUSH" : "LPUSH";

    /// <summary>Appends entries.</summary>
    public Task AppendAsync(RedisConnection connection, IReadOnlyList<NewEntry> entries) => entries.Count == 0
        ? Task.CompletedTask
        : _horizon is null ? PushAsync(connection, entries) : RunAsync(connection, entries, lease: null, batch: null);

    /// <summary>Appends a batch under a right to poll.</summary>
    /// <returns>False when the right is another's.</returns>
    public async Task<bool> AppendAsync(RedisConnection connection, PollLease lease, PollBatch batch) =>
        await RunAsync(connection, batch.Entries, lease, batch).ConfigureAwait(false) != 0;

    private Task PushAsync(RedisConnection connection, IReadOnlyList<NewEntry> entries)
    {
        var values = new RedisValue[entries.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = entries[i].Payload;
        }

        return connection.SendAsync(
            batch => take == TakeFrom.Head ? batch.ListRightPushAsync(keys.List, values) : batch.ListLeftPushAsync(keys.List, values));
    }

    private async Task<long> RunAsync(RedisConnection connection, IReadOnlyList<NewEntry> entries, PollLease? lease, PollBatch? batch)
    {
        List<RedisKey> scriptKeys = [keys.List, keys.Polls];
        List<RedisValue> values =
        [
            Command, entries.Count, lease?.Bot ?? "", lease?.Holder ?? "", (lease?.Fence ?? 0).ToString(CultureInfo.InvariantCulture),
            batch?.Number ?? 0, batch?.LastUpdateId ?? 0,
            .. entries.Select(entry => (RedisValue)entry.Payload),
        ];
        if (_horizon is not null && entries.Count > 0)
        {
            scriptKeys.AddRange([_horizon.Recent, _horizon.Pending, .. entries.Select(entry => _horizon.Job(entry.Uuid.ToString("D")))]);
            values.AddRange([shown!.Connection, shown.Name,
                new DateTimeOffset(HorizonTime.Expiry(entries[0].PushedAt, shown.Options.KeepJobs)).ToUnixTimeSeconds()]);
            values.AddRange(entries.SelectMany(HorizonValues));
        }

        return (long)await connection.EvaluateAsync(IntakeScripts.Push, [.. scriptKeys], [.. values]).ConfigureAwait(false);
    }

    private static IEnumerable<RedisValue> HorizonValues(NewEntry entry)
    {
        var score = HorizonTime.NewestFirst(entry.PushedAt);
        return [entry.Uuid.ToString("D"), entry.Name, score, (-score).ToString("F4", CultureInfo.InvariantCulture)];
    }
}
