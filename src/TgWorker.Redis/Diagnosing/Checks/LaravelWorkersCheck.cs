using System.Text.Json;
using StackExchange.Redis;
using TgWorker.Redis.Replicas;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>PHP workers on the same list: between them and these workers no order is kept.</summary>
internal sealed class LaravelWorkersCheck : ICheck
{
    private const string Advice =
        "stop them for this queue (queue:work --queue, config/horizon.php), or move the updates to a queue of their own";

    // As Horizon has it: a supervisor that has not been seen for so long is gone.
    private static readonly TimeSpan SupervisorAlive = TimeSpan.FromSeconds(29);

    public string Name => "php-workers";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        // An entry is there until its worker is done with it, or retry_after is over; tgworker puts none there.
        var now = await RedisWorkers.NowAsync(examination.Connection).ConfigureAwait(false) / 1000;
        var reserved = await examination.CountAsync("ZCOUNT", examination.Keys.Reserved, $"({now}", "+inf").ConfigureAwait(false);
        if (reserved > 0)
        {
            yield return new Finding(
                Name, examination.Keys.Reserved!,
                $"{reserved} entries are with Laravel workers (queue:work) at this moment; no order is kept between them "
                    + $"and tgworker", Advice);
        }

        foreach (var set in (await examination.HorizonSetsAsync().ConfigureAwait(false))
            .Where(set => set.EndsWith("supervisors", StringComparison.Ordinal)))
        {
            var alive = (string[])(await examination.Connection
                .ExecuteAsync("ZRANGEBYSCORE", (RedisKey)set, now - (long)SupervisorAlive.TotalSeconds, "+inf").ConfigureAwait(false))!;
            foreach (var supervisor in alive)
            {
                var key = set[..^"supervisors".Length] + "supervisor:" + supervisor;
                var processes = (string?)await examination.Connection.ExecuteAsync("HGET", (RedisKey)key, "processes")
                    .ConfigureAwait(false);
                if (Serves(processes, examination.Options.Name))
                {
                    yield return new Finding(
                        Name, supervisor, "this Horizon supervisor runs PHP workers on the queue; no order is kept between them "
                            + "and tgworker", Advice);
                }
            }
        }
    }

    // {"redis:telegram_updates": 2}; a supervisor that balances nothing has "redis:a,b".
    private static bool Serves(string? processes, string queue)
    {
        try
        {
            using var json = JsonDocument.Parse(processes ?? "{}");
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.EnumerateObject().Any(pair =>
                pair.Value.TryGetInt32(out var count) && count > 0
                    && pair.Name[(pair.Name.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(',').Contains(queue));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
