using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Laravel;

/// <summary>
/// Gives entries that only PHP can do to a queue of PHP's workers: in one step, so that each stands at every instant on one of the
/// two lists.
/// </summary>
internal sealed partial class ForeignEntries(RedisConnection connection, QueueKeys keys, TakeFrom take, ForeignQueue to, ILogger logger)
    : IEntryScreen
{
    // What Redis moves in one go: it looks for each among those before it.
    private const int MostAtOnce = 64;

    /// <inheritdoc/>
    public bool Concerns(Job job) => job.IsForeign;

    /// <inheritdoc/>
    public async Task<(long Taken, long Left)> TakeAsync(Job[] jobs)
    {
        var passed = new List<Job>();
        var values = new List<RedisValue> { take == TakeFrom.Head ? "HEAD" : "TAIL" };
        for (var i = 0; i < jobs.Length && passed.Count < MostAtOnce; i++)
        {
            if (Concerns(jobs[i]))
            {
                passed.Add(jobs[i]);
                values.Add(i);
                values.Add(jobs[i].Payload);
            }
        }

        var answer = (RedisResult[])(await connection.EvaluateAsync(
            RedisScript.PassOn, [keys.List, to.List, to.Notify, keys.Workers], [.. values]).ConfigureAwait(false))!;
        if ((long)answer[0] == passed.Count)
        {
            passed.ForEach(job => PassedOn(logger, job.Uuid ?? job.Lane, to.Name, job.Problem!));
        }

        return ((long)answer[0], (long)answer[1]);
    }

    [LoggerMessage(233, LogLevel.Information, "Entry {Id} went to PHP's queue {Queue}. {Reason}")]
    private static partial void PassedOn(ILogger logger, string id, string queue, string reason);
}
