namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>
/// tgook answers Telegram with 200 even where Redis did not take the update, so that Telegram never sends it again. The
/// proxy says nothing; but Redis counts what it refused, and shows when it is about to refuse more.
/// </summary>
internal sealed class RefusedWritesCheck : ICheck
{
    private const string Lost = "each push that was refused is an update lost, since tgook answers 200 all the same";

    private static readonly (string Error, string Why)[] Errors =
    [
        ("OOM", "its memory was full"), ("MISCONF", "it could not save to disk"), ("READONLY", "it was a read-only replica"),
    ];

    public string Name => "refused-writes";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        if (examination.Info.GetValueOrDefault("role") == "slave")
        {
            yield return new Finding(
                Name, examination.Connection.Address, "it is a read-only replica", "point proxy and worker at the primary");
        }

        if (examination.Info.GetValueOrDefault("rdb_last_bgsave_status") == "err"
            || examination.Info.GetValueOrDefault("aof_last_write_status") == "err")
        {
            yield return new Finding(
                Name, "disk", $"Redis could not save to disk and may refuse writes; {Lost}",
                "free its disk, look at its log, then: redis-cli bgsave");
        }

        var (used, limit) = (examination.InfoNumber("used_memory"), examination.InfoNumber("maxmemory"));
        if (limit > 0 && used > limit / 10 * 9)
        {
            yield return new Finding(
                Name, "maxmemory", $"{used >> 20} of {limit >> 20} MiB are used: Redis is about to refuse writes; {Lost}",
                "give Redis more memory, or start workers to work the queue off");
        }

        foreach (var (error, why) in Errors)
        {
            if (examination.Info.TryGetValue("errorstat_" + error, out var count))
            {
                yield return new Finding(
                    Name, error, $"Redis refused commands ({count}) because {why}; {Lost}",
                    "compare the proxy's log with Telegram's getWebhookInfo; once dealt with, forget it with: redis-cli config resetstat");
            }
        }
    }
}
