using TgWorker.Redis.Connecting;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>On a cluster all keys of a queue must lie in one slot, which a name in braces sees to.</summary>
internal sealed class ClusterNameCheck : ICheck
{
    public string Name => "cluster";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        if (examination.IsCluster && !RedisServerCheck.HasHashTag(examination.Options.Key))
        {
            yield return new Finding(
                Name,
                examination.Options.Name,
                "Redis is a cluster and the queue's name is not in braces, so that its keys lie in different slots",
                $"name the queue '{{{examination.Options.Name}}}' here and in the proxy (TELEGRAM_UPDATES_QUEUE_NAME), as Laravel does");
        }
    }
}
