namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>Telegram sends an update again when the answer was late; only the worker can tell.</summary>
internal sealed class DuplicatesCheck : ICheck
{
    public string Name => "duplicates";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        if (!examination.Options.Deduplicate)
        {
            yield return new Finding(
                Name,
                "Queue:Deduplicate",
                "it is false: an update that Telegram sends again after a time-out is handled twice",
                "set it to true, unless your handlers take care of repeats (Idempotency-Key)");
        }
    }
}
