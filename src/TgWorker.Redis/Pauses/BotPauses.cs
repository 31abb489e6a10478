using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Pauses;

/// <summary>Reads the pauses of bots.</summary>
internal static class BotPauses
{
    /// <summary>All there are, by the bot as lanes carry it; no more than there may be, whatever stands there.</summary>
    public static async Task<IReadOnlyList<(string Bot, BotPauseRecord Pause)>> ReadAsync(RedisConnection connection, QueueKeys keys)
    {
        var answer = await connection.ExecuteAsync("HRANDFIELD", keys.PausedBots, BotPauseRecord.Most, "WITHVALUES").ConfigureAwait(false);
        return
        [
            .. AnsweredPairs.Of(answer).Select(static pair => (Bot: (string)pair[0]!, Pause: BotPauseRecord.Read((string?)pair[1])))
                .Where(static its => its.Pause is not null).Select(static its => (its.Bot, its.Pause!.Value)),
        ];
    }

    /// <summary>The numbers of those that have set lanes aside.</summary>
    public static async Task<HashSet<double>> NumbersAsync(RedisConnection connection, QueueKeys keys) =>
        [.. (await ReadAsync(connection, keys).ConfigureAwait(false)).Select(static its => (double)its.Pause.Number)];
}
