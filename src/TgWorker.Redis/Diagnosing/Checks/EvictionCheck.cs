namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>A Redis that deletes keys when its memory runs short deletes updates.</summary>
internal sealed class EvictionCheck : ICheck
{
    public string Name => "eviction";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        if (examination.Info.GetValueOrDefault("maxmemory_policy") is { } policy and not "noeviction")
        {
            var when = examination.InfoNumber("maxmemory") == 0 ? "as soon as somebody sets maxmemory" : "when memory runs short";
            yield return new Finding(
                Name,
                "maxmemory-policy",
                $"it is {policy}: Redis may delete "
                    + $"{(policy.StartsWith("volatile", StringComparison.Ordinal) ? "what is known of duplicates" : "updates")} {when}",
                "set it to noeviction, in redis.conf and with: redis-cli config set maxmemory-policy noeviction");
        }
    }
}
