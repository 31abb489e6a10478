using StackExchange.Redis;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>Chats that an operator has paused, and may have forgotten.</summary>
internal sealed class PausedLanesCheck : ICheck
{
    private const int Shown = 5;

    public string Name => "paused-chats";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        var count = await examination.CountAsync("HLEN", examination.Keys.PausedLanes).ConfigureAwait(false);
        if (count == 0)
        {
            yield break;
        }

        var page = (RedisResult[])(
            await examination.Connection.ExecuteAsync("HSCAN", examination.Keys.PausedLanes, 0, "COUNT", Shown).ConfigureAwait(false))!;
        var some = ((RedisValue[])page[1]!).Chunk(2).Take(Shown).Select(pair => (string?)pair[0]);
        yield return new Finding(
            Name,
            examination.Options.Name,
            $"{count} chats are paused by an operator: {string.Join(", ", some)}",
            "see them all with: tgworker chat paused; let one go on with: tgworker chat continue CHAT") { IsNote = true };
    }
}
