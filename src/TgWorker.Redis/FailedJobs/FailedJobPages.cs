using StackExchange.Redis;
using TgWorker.Core.FailedJobs;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.FailedJobs;

/// <summary>Reads failed jobs, so many at once that neither Redis nor this process has much to carry, whatever they weigh.</summary>
internal sealed class FailedJobPages(RedisConnection connection, QueueKeys keys)
{
    /// <summary>The most that one command touches.</summary>
    public const int MostJobs = 100;

    private const long MostBytes = 1024 * 1024;

    private int _fit = MostJobs / 4;

    /// <summary>How many of the next ones to read at once, going by the last ones.</summary>
    public int Size => _fit;

    /// <summary>The failed jobs with these ids; null in place of those that there are none of.</summary>
    public async Task<FailedJob?[]> ReadAsync(string[] ids)
    {
        if (ids.Length == 0)
        {
            return [];
        }

        var scores = (RedisResult[])(await connection.ExecuteAsync("ZMSCORE", [keys.Failed, .. ids]).ConfigureAwait(false))!;
        var records = await connection.ReadFieldsAsync(keys.FailedJobs, Array.ConvertAll(ids, static id => (RedisValue)id))
            .ConfigureAwait(false);
        var jobs = new FailedJob?[ids.Length];
        var bytes = 0L;
        for (var i = 0; i < ids.Length; i++)
        {
            if (!scores[i].IsNull && (byte[]?)records[i] is { } record)
            {
                jobs[i] = FailedJobRecord.Read(ids[i], (double)scores[i], record);
                bytes += record.Length;
            }
        }

        _fit = (int)Math.Clamp(MostBytes * ids.Length / Math.Max(bytes, 1), 1, MostJobs);
        return jobs;
    }

    /// <summary>Divides ids into pages of the size that fits.</summary>
    public IEnumerable<string[]> Of(IReadOnlyList<string> ids)
    {
        for (var start = 0; start < ids.Count;)
        {
            var page = new string[Math.Min(_fit, ids.Count - start)];
            for (var i = 0; i < page.Length; i++)
            {
                page[i] = ids[start + i];
            }

            yield return page;
            start += page.Length;
        }
    }
}
