using System.Globalization;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
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
using TgWorker.Redis.Timers;

namespace TgWorker.Redis.Sessions;

/// <summary>Lets workers join a queue, and puts together what each of them needs.</summary>
internal sealed class RedisQueueSessions(
    RedisConnection connection,
    RedisGateway gateway,
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
    private readonly List<string> _unleft = [];
    private LeaseHolder? _last;

    private readonly SharedSettings _shared = new(reader, keys.List.ToString(), settings.Take.ToString().ToLowerInvariant());

    /// <summary>Joins as a new worker incarnation.</summary>
    /// <exception cref="QueueUnsupportedException">The queue's workers sort it in another way than this one would.</exception>
    public async Task<IQueueSession> JoinAsync()
    {
        foreach (var companion in companions)
        {
            await companion.MeetAsync().ConfigureAwait(false);
        }

        var name = string.Create(
            CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}:{Random.Shared.NextInt64(1L << 40):x10}");
        var pinned = connection.Pin();
        var holder = new LeaseHolder(name, pinned, keys, settings.Lease, time, logger);
        RedisValue[] values =
        [
            name, holder.LeaseMilliseconds, .. _shared.Values.SelectMany(static setting => (RedisValue[])[setting.Name, setting.Value]),
        ];
        var answer = (RedisResult[])(await pinned.EvaluateAsync(
            RedisScript.Join, [keys.Workers, keys.Lanes, keys.Settings], values).ConfigureAwait(false))!;
        if (answer is [var setting, var kept])
        {
            throw _shared.Refuse(settings.Queue, (string)setting!, (string)kept!);
        }

        try
        {
            await LeaveAsync(pinned).ConfigureAwait(false);
            await holder.ReportAsync(_last?.Held.HighestFence ?? 0).ConfigureAwait(false);
        }
        catch (QueueUnavailableException)
        {
            NoteUnleft(name);
            throw;
        }

        _last = holder;
        return Create(holder, pinned);
    }

    /// <summary>Takes note of a worker that has ended and could not tell.</summary>
    private void NoteUnleft(string name)
    {
        lock (_unleft)
        {
            _unleft.Add(name);
        }
    }

    /// <summary>
    /// Ends the incarnations that could not do so themselves: what they held goes to the front, and nobody waits for them.
    /// </summary>
    private async Task LeaveAsync(PinnedConnection pinned)
    {
        string[] names;
        lock (_unleft)
        {
            names = [.. _unleft];
        }

        foreach (var name in names)
        {
            await LeaseRenewer.LeaveAsync(name, pinned, keys).ConfigureAwait(false);
            lock (_unleft)
            {
                _unleft.Remove(name);
            }
        }
    }

    private RedisQueueSession Create(LeaseHolder holder, PinnedConnection pinned)
    {
        var lanes = new LaneJobs(pinned, keys, settings.Payloads);
        var jobs = new GrantedJobs(lanes, reader, holder);
        var next = new NextTurn(time);
        var sorter = new LaneSorter(pinned, keys, settings.Take, settings.RememberUpdates, reader, screens, time);
        var entries = new EntryReader(pinned, keys, settings.Queue, settings.Take, settings.LargestEntry, settings.Payloads);
        var ready = new ReadyLanes(holder, pinned, keys, entries, jobs, next, observer);
        var call = new SettlingCall(holder, pinned);
        var firing = new TimerFiring(holder, pinned, keys, next, time, logger);
        return new RedisQueueSession(
            holder,
            new LeaseRenewer(holder, pinned, keys, NoteUnleft, time, logger),
            new LaneClaimer(holder, ready, entries, sorter, next, settings.Queue, locks, observer, time, logger),
            new LaneFinisher(call, holder, keys, lanes, jobs, next, locks, observer),
            new LaneSettler(call, holder, keys, jobs, next, settings.Queue, locks, observer),
            new LaneMemory(connection, keys, new LaneJobs(connection, keys, settings.Payloads), reader),
            next,
            new ListWatcher(gateway, keys, settings.Take, time, logger),
            new ReplicaCard(holder.FirstName, connection, keys, settings.Lease, time),
            new SessionTimers(
                new RedisTimers(connection, keys, reader, time, firing.Soon), firing,
                new TimerWatcher(gateway, keys, () => firing.Soon(0), time)),
            companions);
    }
}
