using StackExchange.Redis;
using TgWorker.Redis.Connecting;

namespace TgWorker.Redis.Horizon;

/// <summary>Events of a moment, merged job by job, and the commands that show them to Horizon.</summary>
internal sealed class HorizonBatch(HorizonKeys keys, ShownQueue queue)
{
    private readonly Dictionary<string, HorizonRecord> _records = new(StringComparer.Ordinal);
    private readonly List<TaskCompletionSource> _awaited = [];

    /// <summary>How many jobs the batch tells of.</summary>
    public int Count => _records.Count;

    /// <summary>The jobs.</summary>
    public IReadOnlyCollection<HorizonRecord> Records => _records.Values;

    /// <summary>Whether somebody waits for it to be written.</summary>
    public bool IsAwaited => _awaited.Count > 0;

    public void Add(in HorizonEvent next)
    {
        if (next.Written is { } written)
        {
            _awaited.Add(written);
        }

        var id = next.Job.Uuid!;
        if (!_records.TryGetValue(id, out var record))
        {
            _records.Add(id, record = new HorizonRecord(id, next.Job));
        }

        record.Apply(next);
    }

    /// <summary>Ends the batch, written or given up.</summary>
    public void Clear()
    {
        _records.Clear();
        _awaited.ForEach(static written => written.TrySetResult());
        _awaited.Clear();
    }

    /// <summary>
    /// Sends the commands. Jobs that went the usual way are written bit by bit. Of the others a set changes by one command for all;
    /// answers to the commands for single jobs are not waited for, since the sets come behind them.
    /// </summary>
    public Task SendAsync(RedisConnection to, IReadOnlySet<string> monitored)
    {
        var completions = new HorizonCompletions(keys, queue.Options.KeepJobs);
        var changes = to.SendAsync(batch =>
        {
            var sets = new HorizonSets(keys);
            foreach (var record in _records.Values)
            {
                Write(batch, sets, completions, record, monitored);
            }

            return sets.Fill(batch);
        });
        return Task.WhenAll(changes, completions.SendAsync(to));
    }

    private void Write(IBatch batch, HorizonSets sets, HorizonCompletions completions, HorizonRecord record, IReadOnlySet<string> monitored)
    {
        var key = keys.Job(record.Id);
        if (record.Kind is HorizonEventKind.Forgotten or HorizonEventKind.Cleared)
        {
            if (record.Kind == HorizonEventKind.Cleared)
            {
                sets.Cleared(record);
            }
            else
            {
                sets.Forgotten(record);
            }

            batch.KeyDeleteAsync(key, CommandFlags.FireAndForget);
            return;
        }

        var isMonitored = record.Kind == HorizonEventKind.Completed && monitored.Count > 0 && record.Payload.Tags.Any(monitored.Contains);
        if (HorizonCompletions.Suit(record, isMonitored))
        {
            completions.Add(record);
            return;
        }

        sets.Add(record, isMonitored);

        batch.HashSetAsync(key, record.Fields(queue.Name, queue.Connection, whole: isMonitored), CommandFlags.FireAndForget);
        if (record.Kind is not (HorizonEventKind.Reserved or HorizonEventKind.Released) || record.IsStale)
        {
            var keep = isMonitored || record.Kind == HorizonEventKind.Failed ? queue.Options.KeepFailed : queue.Options.KeepJobs;
            batch.KeyExpireAsync(key, HorizonTime.Expiry(record.At, keep), CommandFlags.FireAndForget);
        }

        if (record.Kind == HorizonEventKind.Failed)
        {
            foreach (var tag in record.Payload.Tags)
            {
                batch.SortedSetAddAsync(keys.FailedWith(tag), record.Id, HorizonTime.Seconds(record.At), CommandFlags.FireAndForget);
                batch.KeyExpireAsync(keys.FailedWith(tag), queue.Options.KeepFailed, CommandFlags.FireAndForget);
            }
        }
    }
}
