using StackExchange.Redis;
using TgWorker.Core.Updates;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>Chats, or bots, that wait for an operator.</summary>
/// <param name="name">The check's name.</param>
/// <param name="lanes">The hash of these lanes.</param>
/// <param name="why">What they wait for.</param>
/// <param name="show">How one of them is shown, by its lane and what the hash says of it.</param>
/// <param name="advice">The cure.</param>
internal sealed class HeldLanesCheck(
    string name, Func<QueueKeys, RedisKey> lanes, string why, Func<string, string, string> show, string advice) : ICheck
{
    private const int Shown = 5;

    /// <summary>Chats that stopped at a failed job (<c>Worker:OnFailure = hold</c>).</summary>
    public static HeldLanesCheck Stopped => new(
        "stopped-lanes",
        static keys => keys.Stopped,
        "wait for an operator after a failed job (Worker:OnFailure is hold)",
        static (lane, job) => $"{lane} (failed job {job})",
        "see why with: tgworker failed show ID; then let the chat go on with: tgworker failed retry ID, or failed forget ID");

    /// <summary>Chats that an operator has paused, and may have forgotten.</summary>
    public static HeldLanesCheck Paused => new(
        "paused-chats",
        static keys => keys.PausedLanes,
        "are paused by an operator",
        static (lane, _) => lane,
        "see them all with: tgworker chat paused; let one go on with: tgworker chat continue CHAT") { IsNoted = true };

    /// <summary>Bots that an operator has paused, and may have forgotten.</summary>
    public static HeldLanesCheck PausedBots => new(
        "paused-bots",
        static keys => keys.PausedBots,
        "are paused by an operator",
        static (bot, _) => BotName.TextOf(bot),
        "see them with: tgworker status; let one continue with: tgworker continue --bot NAME") { IsNoted = true, Who = "bots" };

    private bool IsNoted { get; init; }

    private string Who { get; init; } = "chats";

    public string Name => name;

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        var held = lanes(examination.Keys);
        var count = await examination.CountAsync("HLEN", held).ConfigureAwait(false);
        if (count == 0)
        {
            yield break;
        }

        var page = (RedisResult[])(
            await examination.Connection.ExecuteAsync("HSCAN", held, 0, "COUNT", Shown).ConfigureAwait(false))!;
        var some = ((RedisValue[])page[1]!).Chunk(2).Take(Shown).Select(pair => show((string)pair[0]!, (string)pair[1]!));
        yield return new Finding(Name, examination.Options.Name, $"{count} {Who} {why}: {string.Join(", ", some)}", advice)
        {
            IsNote = IsNoted,
        };
    }
}
