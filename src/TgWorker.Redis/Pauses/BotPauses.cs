using StackExchange.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Pauses;

/// <summary>Reads the pauses of bots.</summary>
internal static class BotPauses
{
    /// <summary>All there are, by the bot as lanes carry it; no more than there may be, whatever stands there.</summary>
    public static async Task<IReadOnlyList<(string Bot, BotPauseRecord Pause)>> ReadAsync(RedisConnection connection, QueueKeys keys)
    {
        var answer = (RedisResult[])(await connection.ExecuteAsync("HRANDFIELD", keys.PausedBots, BotPauseRecord.Most, "WITHVALUES")
            .ConfigureAwait(false))!;

        // With RESP3 each pair is a list of its own.
        var pairs = answer.Length > 0 && answer[0].Resp2Type == ResultType.Array
            ? answer.Select(static pair => (RedisResult[])pair!) : answer.Chunk(2);
        return
        [
            .. pairs.Select(static pair => (Bot: (string)pair[0]!, Pause: BotPauseRecord.Read((string?)pair[1])))
                .Where(static its => its.Pause is not null).Select(static its => (its.Bot, its.Pause!.Value)),
        ];
    }

    /// <summary>The numbers of those that have set lanes aside.</summary>
    public static async Task<HashSet<double>> NumbersAsync(RedisConnection connection, QueueKeys keys) =>
        [.. (await ReadAsync(connection, keys).ConfigureAwait(false)).Select(static its => (double)its.Pause.Number)];
}
