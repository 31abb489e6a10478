using StackExchange.Redis;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>
/// Chats whose first update no worker can finish: it is not there any more, or it lies in another lane than the one that a worker of
/// version 0.1 would work out for it, whose outcomes are then refused for ever.
/// </summary>
internal sealed class LaneHeadsCheck : ICheck
{
    private const int Page = 100;
    private const int MostPages = 20;
    private const int Shown = 5;

    public string Name => "lane-heads";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        var (cursor, found) = ("0", 0);
        for (var page = 0; page < MostPages && found < Shown; page++)
        {
            var answer = (RedisResult[])(await examination.Connection
                .ExecuteAsync("HSCAN", examination.Keys.Lanes, cursor, "COUNT", Page).ConfigureAwait(false))!;
            var lanes = ((RedisValue[])answer[1]!).Chunk(2).Where(pair => pair[0] != "")
                .Select(pair => (Lane: (string)pair[0]!, State: PackedLaneState.Read((byte[])pair[1]!)))
                .Where(lane => lane.State is { Jobs: > 0 }).ToList();
            foreach (var finding in await LookAtAsync(examination, lanes).ConfigureAwait(false))
            {
                if (found++ < Shown)
                {
                    yield return finding;
                }
            }

            cursor = (string)answer[0]!;
            if (cursor == "0")
            {
                break;
            }
        }
    }

    private async Task<List<Finding>> LookAtAsync(Examination examination, List<(string Lane, PackedLaneState? State)> lanes)
    {
        var findings = new List<Finding>();
        if (lanes.Count == 0)
        {
            return findings;
        }

        var heads = await examination.Connection.ReadFieldsAsync(
            examination.Keys.Jobs, [.. lanes.Select(lane => (RedisValue)QueueKeys.Job(lane.Lane, lane.State!.Value.Head))])
                .ConfigureAwait(false);
        for (var i = 0; i < lanes.Count; i++)
        {
            var lane = lanes[i].Lane;
            if (heads[i].IsNull)
            {
                // Workers go on meanwhile: only a head that is missing under a state that still stands is missing.
                var now = (byte[]?)await examination.Connection.ExecuteAsync("HGET", examination.Keys.Lanes, lane).ConfigureAwait(false);
                if (now is not null && PackedLaneState.Read(now) == lanes[i].State)
                {
                    findings.Add(new Finding(
                        Name, lane, "its first update is not there any more (evicted, or deleted by hand)",
                        "a worker gives it up and goes on with the next; look at maxmemory-policy, and who writes to the queue's keys"));
                }
            }
            else if (examination.Reader.Read((byte[])heads[i]!) is { Problem: null } job && job.Lane != lane)
            {
                findings.Add(new Finding(
                    Name, lane, $"these settings would sort its first update into {job.Lane}: it was sorted by others; a worker of "
                        + $"version 0.1 cannot finish it",
                    "see that all replicas have this version (tgworker status) and the same --order-by and APP_KEY") { IsNote = true });
            }
        }

        return findings;
    }
}
