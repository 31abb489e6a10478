using StackExchange.Redis;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>Chats that stopped at a failed job (<c>Worker:OnFailure = hold</c>) and wait for an operator.</summary>
internal sealed class StoppedLanesCheck : ICheck
{
    private const int Shown = 5;

    public string Name => "stopped-lanes";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        var count = await examination.CountAsync("HLEN", examination.Keys.Stopped).ConfigureAwait(false);
        if (count == 0)
        {
            yield break;
        }

        var page = (RedisResult[])(
            await examination.Connection.ExecuteAsync("HSCAN", examination.Keys.Stopped, 0, "COUNT", Shown).ConfigureAwait(false))!;
        var some = ((RedisValue[])page[1]!).Chunk(2).Take(Shown).Select(pair => $"{pair[0]} (failed job {pair[1]})");
        yield return new Finding(
            Name,
            examination.Options.Name,
            $"{count} chats wait for an operator after a failed job (Worker:OnFailure is hold): {string.Join(", ", some)}",
            "see why with: tgworker failed show ID; then let the chat go on with: tgworker failed retry ID, or failed forget ID");
    }
}
