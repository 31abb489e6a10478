using System.Globalization;
using StackExchange.Redis;
using TgWorker.Queues;

namespace TgWorker.Redis;

/// <summary>Reads jobs out of their lanes. Plain reads: a payload that passes through a script costs Redis twice as much.</summary>
internal sealed class LaneJobs(RedisConnection connection, QueueKeys keys)
{
    /// <summary>The payloads of jobs that are known to be there.</summary>
    public async Task<byte[][]> ReadAsync(IReadOnlyList<(string Lane, long Number)> jobs)
    {
        var fields = new RedisValue[jobs.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = Field(jobs[i].Lane, jobs[i].Number);
        }

        var values = await connection.ReadFieldsAsync(keys.Jobs, fields).ConfigureAwait(false);
        return Array.ConvertAll(values, static value => (byte[]?)value ?? []);
    }

    /// <summary>
    /// The payloads of the jobs that seem to follow, null where there is none yet. Sent right before the script that
    /// finishes the jobs before them, so that both answers come at once. Never fails: what is missing is read later.
    /// </summary>
    public async Task<byte[]?[]> ReadFollowingAsync(IReadOnlyList<Delivery> deliveries)
    {
        var fields = new RedisValue[deliveries.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = Field(deliveries[i].Lane, deliveries[i].Number + 1);
        }

        try
        {
            var values = await connection.ReadFieldsAsync(keys.Jobs, fields).ConfigureAwait(false);
            return Array.ConvertAll(values, static value => (byte[]?)value);
        }
        catch (QueueUnavailableException)
        {
            return new byte[]?[fields.Length];
        }
    }

    /// <summary>The field of the hash that holds a job.</summary>
    public static string Field(string lane, long number) => string.Create(CultureInfo.InvariantCulture, $"{lane} {number}");
}
