using StackExchange.Redis;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>
/// tgook writes every update to Horizon's lists too, under HORIZON_PREFIX. Nobody else removes it there: without the same
/// prefix here the lists grow until Redis is full, and the dashboard shows every update as pending.
/// </summary>
internal sealed class HorizonCheck : ICheck
{
    private const string Pending = "pending_jobs";

    public string Name => "horizon";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        var ours = examination.Options.Horizon?.Prefix;
        foreach (var set in (await examination.HorizonSetsAsync().ConfigureAwait(false))
            .Where(set => set.EndsWith(Pending, StringComparison.Ordinal)))
        {
            var prefix = set[..^Pending.Length];
            var uuid = ((string[])(await examination.Connection.ExecuteAsync("ZRANGE", (RedisKey)set, 0, 0).ConfigureAwait(false))!)
                .FirstOrDefault();
            if (prefix == ours || uuid is null || !await IsOfQueueAsync(examination, prefix + uuid).ConfigureAwait(false))
            {
                continue;
            }

            var count = await examination.CountAsync("ZCARD", (RedisKey)set).ConfigureAwait(false);
            yield return new Finding(
                Name,
                set,
                $"{count} jobs stand there as pending, updates of this queue among them, and Horizon's prefix is "
                    + $"{(ours is null ? "not set" : $"'{ours}'")} here: "
                + "nobody takes them off, and the list grows with every update",
                $"set HORIZON_PREFIX (Horizon:Prefix) to {ShellWord.Of(prefix)}");
        }
    }

    private static async Task<bool> IsOfQueueAsync(Examination examination, RedisKey job) =>
        (string?)await examination.Connection.ExecuteAsync("HGET", job, "queue").ConfigureAwait(false) == examination.Options.Name;
}
