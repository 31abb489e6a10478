using StackExchange.Redis;

namespace TgWorker.Redis.Horizon;

/// <summary>What a batch changes in Horizon's sets of jobs.</summary>
internal sealed class HorizonSets(HorizonKeys keys)
{
    private readonly Dictionary<RedisKey, List<SortedSetEntry>> _added = [];
    private readonly Dictionary<RedisKey, List<RedisValue>> _removed = [];

    /// <summary>A job is where its last event put it.</summary>
    public void Add(HorizonRecord record, bool isMonitored)
    {
        switch (record.Kind)
        {
            case HorizonEventKind.Completed:
                Put(HorizonPayload.Silences(record.Job.Payload) ? keys.Silenced : keys.Completed, record);
                Take(keys.Pending, record);
                if (isMonitored)
                {
                    Put(keys.MonitoredJobs, record);
                }

                break;
            case HorizonEventKind.Failed:
                Put(keys.Failed, record);
                Put(keys.RecentFailed, record);
                Take(keys.Pending, record);
                Take(keys.Completed, record);
                Take(keys.Silenced, record);
                break;
            case HorizonEventKind.Retried:
                Put(keys.Pending, record);
                break;
        }

        if (record.WasRetried && record.Kind != HorizonEventKind.Failed)
        {
            Forgotten(record);
        }
    }

    /// <summary>A job is no failed one any more.</summary>
    public void Forgotten(HorizonRecord record)
    {
        Take(keys.Failed, record);
        foreach (var tag in record.Payload.Tags)
        {
            Take(keys.FailedWith(tag), record);
        }
    }

    /// <summary>A job was deleted before it was done: it is nowhere any more, as after <c>horizon:clear</c>.</summary>
    public void Cleared(HorizonRecord record)
    {
        Take(keys.Pending, record);
        Take(keys.Recent, record);
    }

    public Task Fill(IBatch batch)
    {
        var calls = new List<Task>(_added.Count + _removed.Count);
        foreach (var (key, entries) in _added)
        {
            calls.Add(batch.SortedSetAddAsync(key, [.. entries]));
        }

        foreach (var (key, members) in _removed)
        {
            calls.Add(batch.SortedSetRemoveAsync(key, [.. members]));
        }

        return Task.WhenAll(calls);
    }

    private void Put(RedisKey key, HorizonRecord record) =>
        Of(_added, key).Add(new SortedSetEntry(record.Id, HorizonTime.NewestFirst(record.At)));

    private void Take(RedisKey key, HorizonRecord record) => Of(_removed, key).Add(record.Id);

    private static List<T> Of<T>(Dictionary<RedisKey, List<T>> changes, RedisKey key)
    {
        if (!changes.TryGetValue(key, out var list))
        {
            changes.Add(key, list = []);
        }

        return list;
    }
}
