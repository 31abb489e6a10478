using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Intake;

/// <summary>The rights to poll, kept beside the queue and timed by Redis's clock.</summary>
internal sealed class RedisPollLeases(IntakeConnection connection, QueueKeys keys, EntryAppender appender) : IPollLeases
{
    // Telegram begins another series of ids after a week without updates: an id of yesterday can still be compared.
    private static readonly TimeSpan ComparableFor = TimeSpan.FromDays(1);

    public async Task<IReadOnlyList<PollLease?>> HoldAsync(
        string holder, IReadOnlyList<string> bots, TimeSpan length, CancellationToken cancellationToken)
    {
        if (bots.Count == 0)
        {
            return [];
        }

        var open = await connection.GetAsync(cancellationToken).ConfigureAwait(false);
        RedisValue[] values = [holder, (long)length.TotalMilliseconds, (long)ComparableFor.TotalMilliseconds,
            .. bots.Select(bot => (RedisValue)bot)];
        var answers = (RedisResult[])(await open.EvaluateAsync(IntakeScripts.Hold, [keys.Polls], values).ConfigureAwait(false))!;
        return [.. answers.Select((answer, i) => Read(bots[i], holder, (RedisResult[])answer!))];
    }

    public async Task ReleaseAsync(string holder, IReadOnlyList<string> bots, CancellationToken cancellationToken)
    {
        if (bots.Count > 0)
        {
            var open = await connection.GetAsync(cancellationToken).ConfigureAwait(false);
            await open.EvaluateAsync(IntakeScripts.Release, [keys.Polls], [holder, .. bots.Select(bot => (RedisValue)bot)])
                .ConfigureAwait(false);
        }
    }

    public async Task<bool> PushAsync(PollLease lease, PollBatch batch, CancellationToken cancellationToken)
    {
        var open = await connection.GetAsync(cancellationToken).ConfigureAwait(false);
        return await appender.AppendAsync(open, lease, batch).ConfigureAwait(false);
    }

    private static PollLease? Read(string bot, string holder, RedisResult[] answer) => answer.Length == 0
        ? null
        : new PollLease(bot, holder, (long)answer[0], (long)answer[1], long.TryParse((string?)answer[2], out var last) ? last : null);
}
