using StackExchange.Redis;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Pauses;
using TgWorker.Redis.Replicas;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>
/// Chats that would wait for ever: their head is held by no worker there is, or it is free and not among the ready ones.
/// The worker's own scripts leave none behind; an eviction, a deleted key or a failover may.
/// </summary>
internal sealed class StrandedLanesCheck : ICheck
{
    private const int Page = 500;
    private const int MostPages = 100;
    private const int Shown = 5;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public string Name => "stranded-lanes";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        var cursor = "0";
        var found = 0;
        for (var page = 0; page < MostPages && found < Shown; page++)
        {
            var answer = (RedisResult[])(await examination.Connection
                .ExecuteAsync("HSCAN", examination.Keys.Lanes, cursor, "COUNT", Page).ConfigureAwait(false))!;
            var fields = (RedisValue[])answer[1]!;
            var lanes = fields.Chunk(2).Where(pair => pair[0] != "").Select(pair => (Lane: pair[0], State: (byte[])pair[1]!)).ToList();
            foreach (var lane in await StrandedAsync(examination, lanes).ConfigureAwait(false))
            {
                if (found++ < Shown)
                {
                    yield return Found(examination, lane!);
                }
            }

            cursor = (string)answer[0]!;
            if (cursor == "0")
            {
                break;
            }
        }
    }

    private Finding Found(Examination examination, string lane) => new(
        Name,
        lane,
        "its updates wait, but it is held by no worker there is and not among the chats to be served",
        $"free it, with a worker running: redis-cli -n {examination.ConnectionOptions.Database} sadd "
            + $"{ShellWord.Of(examination.Options.Key + ":holding:stranded")} {ShellWord.Of(lane)}, then "
        + $"redis-cli -n {examination.ConnectionOptions.Database} zadd {ShellWord.Of(examination.Options.Key + ":workers")} 1 stranded");

    // Workers go on meanwhile: only what stands the same at a second look, a moment later, is stranded.
    private static async Task<IReadOnlyList<RedisValue>> StrandedAsync(Examination examination, List<(RedisValue Lane, byte[] State)> lanes)
    {
        for (var look = 0; look < 3 && lanes.Count > 0; look++)
        {
            if (look > 0)
            {
                await Task.Delay(BetweenLooks, examination.Time).ConfigureAwait(false);
            }

            lanes = await UnheldAsync(examination, lanes).ConfigureAwait(false);
        }

        return [.. lanes.Select(lane => lane.Lane)];
    }

    private static async Task<List<(
        RedisValue Lane, byte[] State)>> UnheldAsync(Examination examination, List<(RedisValue Lane, byte[] State)> lanes)
    {
        var names = lanes.ConvertAll(lane => lane.Lane);
        var kept = new HashSet<RedisValue>();
        foreach (var (worker, _) in await RedisWorkers.ReadAsync(examination.Connection, examination.Keys).ConfigureAwait(false))
        {
            Keep(await ManyAsync("SMISMEMBER", examination.Keys.Holding(worker)).ConfigureAwait(false), static answer => (long)answer == 1);
        }

        var pauses = await BotPauses.NumbersAsync(examination.Connection, examination.Keys).ConfigureAwait(false);
        Keep(await ManyAsync("ZMSCORE", examination.Keys.Ready).ConfigureAwait(false), answer => (double?)answer is { } score
            && (score < BotPauseRecord.Aside || pauses.Contains(BotPauseRecord.NumberOf(score))));
        Keep(await ManyAsync("HMGET", examination.Keys.Stopped).ConfigureAwait(false), static answer => !answer.IsNull);
        var states = await ManyAsync("HMGET", examination.Keys.Lanes).ConfigureAwait(false);
        return [.. lanes.Where((lane, i) =>
            !kept.Contains(lane.Lane) && PackedLaneState.Read(lane.State) is not { Paused: not null } && (byte[]?)states[i] is { } state
                && state.AsSpan().SequenceEqual(lane.State))];

        async Task<RedisResult[]> ManyAsync(string command, RedisKey key) =>
            (RedisResult[])(await examination.Connection.ExecuteAsync(command, [key, .. names.Select(name => (object)name)])
                .ConfigureAwait(false))!;

        void Keep(RedisResult[] answers, Func<RedisResult, bool> isThere) =>
            kept.UnionWith(names.Where((_, i) => isThere(answers[i])));
    }
}
