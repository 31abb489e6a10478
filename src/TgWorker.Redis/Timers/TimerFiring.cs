using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Text;
using TgWorker.Core.Timers;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Granting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Leasing;

namespace TgWorker.Redis.Timers;

/// <summary>
/// Moves timers that are due into their lanes, on the way of a worker's claims: it knows when the next one is due, and asks Redis only
/// then, when it is told of one that is sooner, and a few times in a lease.
/// </summary>
internal sealed partial class TimerFiring(
    LeaseHolder holder, RedisCommands connection, QueueKeys keys, NextTurn next, TimeProvider time, ILogger logger)
{
    private const int Most = 100;
    private const int LooksPerLease = 3;

    // It is looked again long before; a time further away would not fit into a timestamp.
    private const long LongestLook = 86_400_000;
    private const int BeforeTimers = 3;
    private const int EachTimer = 4;

    private readonly Lock _lock = new();
    private long _look;

    /// <summary>A timer was set that is due in so many milliseconds; 0 when that is not known.</summary>
    public void Soon(long milliseconds)
    {
        milliseconds = Math.Min(milliseconds, LongestLook);
        LookIn(milliseconds);
        next.Due(milliseconds);
    }

    /// <summary>Moves what is due; a part of it when that is much.</summary>
    public async ValueTask FireAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (holder.MustWait || time.GetTimestamp() < _look)
            {
                return;
            }

            // What is set from now on is sooner.
            _look = long.MaxValue;
        }

        var milliseconds = 0L;
        try
        {
            await holder.EnterAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                milliseconds = await MoveAsync().ConfigureAwait(false);
            }
            finally
            {
                holder.Exit();
            }
        }
        finally
        {
            LookIn(milliseconds);
        }
    }

    /// <summary>Has the worker's wait end when the next one is due.</summary>
    public void Remind()
    {
        long look;
        lock (_lock)
        {
            look = _look;
        }

        next.Due((long)Math.Ceiling(Math.Clamp(time.GetElapsedTime(time.GetTimestamp(), look).TotalMilliseconds, 0, LongestLook)));
    }

    private async Task<long> MoveAsync()
    {
        var answer = await RunAsync([]).ConfigureAwait(false);
        if (answer.Length > BeforeTimers)
        {
            answer = await RunAsync(Following(answer)).ConfigureAwait(false);
        }

        var lookAgain = holder.LeaseMilliseconds / LooksPerLease;
        return answer.Length < BeforeTimers || (long)answer[2] is < 0 ? lookAgain : Math.Min((long)answer[2], lookAgain);
    }

    private async Task<RedisResult[]> RunAsync(RedisValue[] following)
    {
        var answer = (RedisResult[])(await connection.EvaluateAsync(
            TimerScripts.Fire,
            [keys.Timers, keys.TimerEntries, keys.TimerRules, keys.Lanes, keys.Jobs, keys.Ready, keys.Workers],
            [holder.Name, Most, .. following]).ConfigureAwait(false))!;
        if (answer.Length >= BeforeTimers && (long)answer[1] is > 0 and var skipped)
        {
            TooLate(logger, skipped);
        }

        return answer;
    }

    private RedisValue[] Following(RedisResult[] answer)
    {
        var values = new List<RedisValue>();
        var now = time.GetUtcNow();
        for (var i = BeforeTimers; i < answer.Length; i += EachTimer)
        {
            var (id, due, text, entry) = ((string)answer[i]!, (RedisValue)answer[i + 1], (string?)answer[i + 2], (byte[]?)answer[i + 3]);
            var rule = TimerRule.Parse(text);
            if (rule.IsUnreadable)
            {
                Unreadable(logger, ShownName.Of(id), ShownName.Of(text ?? ""));
                values.AddRange([id, due, (now + TimerRule.LookAgain).ToUnixTimeMilliseconds(), RedisValue.EmptyString]);
                continue;
            }

            var then = entry is null ? null : rule.Repeat?.Next(KeptTime.AtMilliseconds((double)due), now);
            var renewed = then is { } at ? TimerEntry.Renew(entry, at) : null;
            values.AddRange([id, due, renewed is null ? RedisValue.EmptyString : then!.Value.ToUnixTimeMilliseconds(),
                renewed ?? RedisValue.EmptyString]);
        }

        return [.. values];
    }

    private void LookIn(long milliseconds)
    {
        var at = time.GetTimestamp() + (milliseconds * time.TimestampFrequency / 1000);
        lock (_lock)
        {
            _look = Math.Min(_look, at);
        }
    }

    [LoggerMessage(250, LogLevel.Information, "{Count} timers are later than allowed and are skipped")]
    private static partial void TooLate(ILogger logger, long count);

    [LoggerMessage(251, LogLevel.Error,
        "The timer {Id} does not go off: \"{Rule}\" does not say when again, or names a time zone that is not known here. It is looked at "
        + "again in a minute; `tgworker timers cancel` takes it away")]
    private static partial void Unreadable(ILogger logger, string id, string rule);
}
