using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Replicas;

/// <summary>
/// What a worker leaves in Redis about itself for those who look. Written every other second on the beat of its lease, and
/// never waited for: no update is a moment later for it.
/// </summary>
internal sealed class ReplicaCard
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly string _name;
    private readonly RedisConnection _connection;
    private readonly QueueKeys _keys;
    private readonly TimeSpan _lease;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _started;
    private readonly Periodic _writing;
    private Func<WorkerLoad>? _load;
    private long _finished;
    private long _writtenAt;

    public ReplicaCard(string name, RedisConnection connection, QueueKeys keys, TimeSpan lease, TimeProvider time)
    {
        _name = name;
        _connection = connection;
        _keys = keys;
        _lease = lease;
        _time = time;
        _started = time.GetUtcNow();
        _writtenAt = time.GetTimestamp();
        _writing = new Periodic(WriteAsync, Period, time);
    }

    /// <summary>Writes the card if it is time to; does not wait for it.</summary>
    public void Beat(Func<WorkerLoad>? load)
    {
        if (load is not null)
        {
            _load = load;
            _writing.Beat();
        }
    }

    /// <summary>Removes the card of a worker that is gone; does not wait for it.</summary>
    public void Forget(string worker) => _ = RemoveAsync(NameOf(worker));

    /// <summary>Removes this worker's card. Never throws.</summary>
    public async Task RemoveAsync()
    {
        await _writing.IdleAsync().ConfigureAwait(false);
        await RemoveAsync(_name).ConfigureAwait(false);
    }

    /// <summary>The name a worker joined under: it gets a suffix when it had to join again.</summary>
    public static string NameOf(string incarnation) => incarnation.Split('~', 2)[0];

    private async Task WriteAsync()
    {
        var load = _load!();
        var elapsed = _time.GetElapsedTime(_writtenAt).TotalSeconds;
        var rate = elapsed > 0 ? (load.Finished - _finished) / elapsed : 0;
        (_finished, _writtenAt) = (load.Finished, _time.GetTimestamp());
        var record = new ReplicaRecord(
            Environment.MachineName, Environment.ProcessId, ReplicaRecord.ThisVersion, _started.ToUnixTimeMilliseconds(),
            (long)_lease.TotalMilliseconds, load.Running, load.Slots, load.Finished, load.Failed, Math.Round(rate, 2));
        await TryAsync(() => _connection.ExecuteAsync("HSET", _keys.Replicas, _name, record.Write())).ConfigureAwait(false);
    }

    private Task RemoveAsync(string name) => TryAsync(() => _connection.ExecuteAsync("HDEL", _keys.Replicas, name));

    private static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (QueueUnavailableException)
        {
            // Nobody but an onlooker misses it, and the next beat writes it again.
        }
    }
}
