using System.Globalization;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Granting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Leasing;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Replicas;
using TgWorker.Redis.Scripting;
using TgWorker.Redis.Settling;
using TgWorker.Redis.Sorting;

namespace TgWorker.Redis.Sessions;

/// <summary>Lets workers join a queue, and puts together what each of them needs.</summary>
internal sealed class RedisQueueSessions(
    RedisConnection connection,
    RedisConnectionOptions connectionOptions,
    QueueKeys keys,
    SessionSettings settings,
    IJobReader reader,
    IReadOnlyList<IQueueCompanion> companions,
    IReadOnlyList<IEntryScreen> screens,
    IJobLocks locks,
    IQueueObserver? observer,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Joins as a new worker holder.</summary>
    public async Task<IQueueSession> JoinAsync()
    {
        foreach (var companion in companions)
        {
            await companion.MeetAsync().ConfigureAwait(false);
        }

        var name = string.Create(
            CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}:{Random.Shared.NextInt64(1L << 40):x10}");
        var holder = new LeaseHolder(name, connection, keys, settings.Lease, logger);
        await connection.EvaluateAsync(RedisScript.Join, [keys.Workers, keys.Lanes], [name, holder.LeaseMilliseconds]).ConfigureAwait(false);
        return Create(holder);
    }

    private RedisQueueSession Create(LeaseHolder holder)
    {
        var lanes = new LaneJobs(connection, keys);
        var jobs = new GrantedJobs(lanes, reader, holder);
        var next = new NextTurn(time);
        var sorter = new LaneSorter(connection, keys, settings.Take, settings.RememberUpdates, reader, screens);
        var ready = new ReadyLanes(holder, connection, keys, sorter, jobs, next, observer);
        var call = new SettlingCall(holder, connection);
        return new RedisQueueSession(
            holder,
            new LeaseRenewer(holder, connection, keys, logger),
            new LaneClaimer(holder, ready, sorter, next, settings.Queue, locks, observer, time, logger),
            new LaneFinisher(call, holder, keys, lanes, jobs, next, locks, observer),
            new LaneSettler(call, holder, keys, jobs, next, settings.Queue, locks, observer),
            new LaneMemory(connection, keys, lanes, reader),
            next,
            new ListWatcher(connectionOptions, keys, settings.Take, time, logger),
            new ReplicaCard(holder.FirstName, connection, keys, settings.Lease, time),
            companions);
    }
}
