namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>Updates that wait although nobody comes for them.</summary>
internal sealed class ConsumersCheck : ICheck
{
    public string Name => "consumers";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        var unfinished = await examination.UnfinishedAsync().ConfigureAwait(false);
        if (unfinished == 0)
        {
            yield break;
        }

        if (await examination.CountAsync("EXISTS", examination.Keys.Paused).ConfigureAwait(false) == 1)
        {
            yield return new Finding(
                Name, examination.Options.Name, $"it is paused by an operator, and {unfinished} updates wait",
                "let it go on with: tgworker continue");
        }

        if (await examination.LiveWorkersAsync(examination.Keys.Workers).ConfigureAwait(false) == 0)
        {
            yield return new Finding(
                Name,
                examination.Options.Name,
                $"{unfinished} updates wait and no tgworker is on the queue",
                "start one: tgworker work, or systemctl start tgworker; if one runs, compare its --redis, --prefix and --queue with these");
        }
    }
}
