using System.Globalization;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Core.Text;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Replicas;

namespace TgWorker.Redis.Status;

/// <summary>Reads who asks Telegram for the bots' updates (see intake_prologue.lua). Some of them, where there are very many.</summary>
internal static class PollHolders
{
    private const int Most = 200;
    private const int Parts = 6;

    public static async Task<IReadOnlyList<PollHolder>> ReadAsync(RedisConnection connection, QueueKeys keys)
    {
        var now = await RedisWorkers.NowAsync(connection).ConfigureAwait(false);
        var page = (RedisResult[])(await connection.ExecuteAsync("HSCAN", keys.Polls, 0, "COUNT", Most).ConfigureAwait(false))!;
        return [.. ((string[])page[1]!).Chunk(2).Select(pair => Read(pair[0], pair[1], now)).OfType<PollHolder>()
            .OrderBy(holder => holder.Bot, StringComparer.Ordinal)];
    }

    private static PollHolder? Read(string bot, string record, long now) =>
        record.Split(' ') is { Length: Parts } parts && Number(parts[2]) is { } ends && Number(parts[5]) is { } pushed
            ? new PollHolder(bot, parts[0] == "-" ? "" : parts[0], KeptTime.Span(ends - now))
            {
                LastUpdateId = Number(parts[4]),
                SincePush = pushed > 0 ? KeptTime.Span(Math.Max(now - pushed, 0)) : null,
            }
            : null;

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
