namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>A key of the queue that holds something else: pushes fail, and tgook's updates are lost.</summary>
internal sealed class KeyTypesCheck : ICheck
{
    public string Name => "key-types";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        var keys = examination.Keys;
        foreach (var (key, expected) in new[]
        {
            (keys.List, "list"), (keys.Notify, "list"), (keys.Delayed, "zset"), (keys.Reserved, "zset"), (keys.Ready, "zset"),
            (keys.Workers, "zset"),
            (keys.Failed, "zset"), (keys.Lanes, "hash"), (keys.Jobs, "hash"), (keys.Tries, "hash"), (keys.Stopped, "hash"),
            (keys.FailedJobs, "hash"),
            (keys.PausedLanes, "hash"), (keys.PausedBots, "hash"), (keys.Cancelled, "hash"),
            (keys.Replicas, "hash"), (keys.Fence, "string"),
        })
        {
            var type = (string)(await examination.Connection.ExecuteAsync("TYPE", key).ConfigureAwait(false))!;
            if (type != "none" && type != expected)
            {
                yield return new Finding(
                    Name,
                    key!,
                    $"it is a {type} and should be a {expected}, so that every command on it is refused"
                    + (key == keys.List ? "; tgook answers 200 all the same, so that updates are being lost" : ""),
                    $"find out who writes there, then put it aside: redis-cli -n {examination.ConnectionOptions.Database} rename "
                        + $"{ShellWord.Of(((string?)key)!)} {ShellWord.Of((string?)key + ":aside")}");
            }
        }
    }
}
