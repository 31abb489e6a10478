using System.Globalization;
using StackExchange.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Horizon;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Producing;

/// <summary>Pushes entries; with Horizon's keys, which tgook writes in the same transaction, where Horizon is configured.</summary>
internal sealed class EntryPusher(RedisConnection connection, QueueKeys keys, TakeFrom take, ShownQueue? shown)
{
    private readonly HorizonKeys? _horizon = shown is null ? null : new HorizonKeys(shown.Options.Prefix);

    /// <summary>Pushes an entry alone.</summary>
    public Task PushAsync(byte[] entry) => connection.ExecuteAsync(take == TakeFrom.Head ? "RPUSH" : "LPUSH", keys.List, entry);

    /// <summary>Pushes a job.</summary>
    public Task PushAsync(byte[] entry, string uuid, string name, DateTimeOffset now) =>
        _horizon is null ? PushAsync(entry) : connection.TransactAsync(transaction => Fill(transaction, _horizon, entry, uuid, name, now));

    private Task Fill(ITransaction transaction, HorizonKeys horizon, byte[] entry, string uuid, string name, DateTimeOffset now)
    {
        var score = HorizonTime.NewestFirst(now);
        var time = (-score).ToString("F4", CultureInfo.InvariantCulture);
        return Task.WhenAll(
            transaction.SortedSetAddAsync(horizon.Recent, uuid, score),
            transaction.SortedSetAddAsync(horizon.Pending, uuid, score),
            transaction.HashSetAsync(
                horizon.Job(uuid),
                [
                    new("id", uuid), new("connection", shown!.Connection), new("queue", shown.Name), new("name", name),
                    new("status", "pending"), new("payload", entry), new("created_at", time), new("updated_at", time),
                ]),
            transaction.KeyExpireAsync(horizon.Job(uuid), HorizonTime.Expiry(now, shown.Options.KeepJobs)),
            take == TakeFrom.Head ? transaction.ListRightPushAsync(keys.List, entry) : transaction.ListLeftPushAsync(keys.List, entry));
    }
}
