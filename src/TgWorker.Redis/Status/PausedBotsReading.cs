using TgWorker.Core.Queues;
using TgWorker.Core.Updates;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Pauses;

namespace TgWorker.Redis.Status;

/// <summary>Reads which bots are paused, and how many of their lanes are set aside.</summary>
internal static class PausedBotsReading
{
    public static async Task<IReadOnlyList<PausedBot>> ReadAsync(RedisConnection connection, QueueKeys keys)
    {
        var pauses = await BotPauses.ReadAsync(connection, keys).ConfigureAwait(false);
        var bots = await Task.WhenAll(pauses.Select(its => CountAsync(its.Bot, its.Pause))).ConfigureAwait(false);
        return [.. bots.OrderBy(bot => bot.Bot, StringComparer.Ordinal)];

        async Task<PausedBot> CountAsync(string bot, BotPauseRecord pause)
        {
            var lanes = (long)await connection.ExecuteAsync(
                "ZCOUNT", keys.Ready, pause.Number * BotPauseRecord.Aside, $"({(pause.Number + 1) * BotPauseRecord.Aside}")
                    .ConfigureAwait(false);
            return new PausedBot(BotName.TextOf(bot), pause.Since, lanes) { HasEnded = pause.HasEnded };
        }
    }
}
