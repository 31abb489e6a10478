using TgWorker.Core.Queues;
using TgWorker.Core.Updates;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Status;

/// <summary>Reads which bots are paused, and how many of their lanes are set aside.</summary>
internal static class PausedBotsReading
{
    public static async Task<IReadOnlyList<PausedBot>> ReadAsync(RedisConnection connection, QueueKeys keys)
    {
        var fields = (string[])(await connection.ExecuteAsync("HGETALL", keys.PausedBots).ConfigureAwait(false))!;
        var bots = new List<PausedBot>(fields.Length / 2);
        foreach (var field in fields.Chunk(2))
        {
            if (BotPauseRecord.Read(field[1]) is { } pause)
            {
                var lanes = (long)await connection.ExecuteAsync(
                    "ZCOUNT", keys.Ready, pause.Number * BotPauseRecord.Aside, $"({(pause.Number + 1) * BotPauseRecord.Aside}")
                        .ConfigureAwait(false);
                bots.Add(new PausedBot(BotName.TextOf(field[0]), pause.Since, lanes) { HasEnded = pause.HasEnded });
            }
        }

        return [.. bots.OrderBy(bot => bot.Bot, StringComparer.Ordinal)];
    }
}
