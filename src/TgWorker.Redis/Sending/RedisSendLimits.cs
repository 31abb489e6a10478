using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Core.Sending;
using TgWorker.Core.Text;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Sending;

/// <summary>The limits of what bots send, kept beside the queue and timed by Redis's clock.</summary>
internal sealed class RedisSendLimits(RedisCommands connection, QueueKeys keys) : ISendLimits
{
    public async Task<SendTurn> TakeAsync(SendWish wish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wish);
        cancellationToken.ThrowIfCancellationRequested();
        var isBulk = wish.Class != SendClass.Answer;
        RedisValue[] values =
        [
            isBulk ? wish.IsPaid ? "paid" : "bulk" : "", Math.Max(1, wish.Messages),
            wish.PerChat.Microseconds, wish.PerChat.Burst, wish.PerGroup.Microseconds, wish.PerGroup.Burst,
            isBulk ? wish.PerBot.Microseconds : 0, wish.PerBot.Burst - wish.Reserve, wish.Ahead.Ticks / TimeSpan.TicksPerMicrosecond,
        ];
        var wait = (long)await connection.EvaluateAsync(SendScripts.Take, KeysOf(wish), values).ConfigureAwait(false);
        return new SendTurn(wait >= 0, TimeSpan.FromMicroseconds(Math.Abs(wait)));
    }

    public async Task<bool> NoteRefusedAsync(SendRefusal refusal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        cancellationToken.ThrowIfCancellationRequested();
        var wish = refusal.Wish;
        RedisValue[] values =
        [
            wish.Chat, wish.Class == SendClass.Broadcast ? 1 : 0, wish.IsPaid ? "paid" : "bulk", wish.PerBot.Microseconds,
            Math.Max(0, refusal.RetryAfter.Ticks / TimeSpan.TicksPerMicrosecond), wish.Bot,
        ];
        RedisKey[] touched = [.. KeysOf(wish), keys.OutgoingPauses];
        return (long)await connection.EvaluateAsync(SendScripts.Refused, touched, values).ConfigureAwait(false) == 1;
    }

    async Task<SendLook> ISendLimits.LookAsync(IReadOnlyList<string> bots, int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var time = (RedisResult[])(await connection.ExecuteAsync("TIME").ConfigureAwait(false))!;
        var now = ((long)time[0] * 1_000_000) + (long)time[1];
        var states = bots.Count == 0 ? [] : (string?[])(await connection.ExecuteAsync(
            "MGET", [.. bots.Select(object (bot) => keys.Outgoing(bot))]).ConfigureAwait(false))!;
        var chats = (RedisValue[])(await connection.ExecuteAsync(
            "ZREVRANGEBYSCORE", keys.OutgoingPauses, "+inf", now, "WITHSCORES", "LIMIT", 0, most).ConfigureAwait(false))!;
        return new SendLook(
            [.. bots.Zip(states, (bot, state) => BotPause.Of(bot, BotSends.Parse(state), now))],
            [.. chats.Chunk(2).Select(chat => Of((string)chat[0]!, (double)chat[1] - now))]);
    }

    private static ChatPause Of(string place, double left)
    {
        var parts = place.Split(' ', 2);
        return new ChatPause(parts[0], parts[^1], KeptTime.Span(Math.Max(left, 0) / 1000));
    }

    private RedisKey[] KeysOf(SendWish wish) => [keys.Outgoing(wish.Bot), keys.Outgoing(wish.Bot, wish.Chat)];
}
