using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Text;
using TgWorker.Core.Updates;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Status;

/// <summary>Reads what stands where in a queue, all at one moment.</summary>
internal static class SqliteQueueStatus
{
    private const int Shown = 5;
    private const int Sample = 500;

    private static readonly TimeSpan FailedOf = TimeSpan.FromHours(1);

    public static QueueStatus Read(IQueueStore store, string queue, IJobReader reader, TimeProvider time)
    {
        var now = store.Clock.Now;
        return store.Read(reads => reads.AtOnce(reads => Read(reads, queue, reader, now, time.GetUtcNow())));
    }

    private static QueueStatus Read(QueueReads reads, string queue, IJobReader reader, long now, DateTimeOffset today)
    {
        var (held, ready) = (Number(reads["status.held"]), Number(reads["status.ready"]));
        var (stopped, stoppedWithJobs) = Pair(reads["status.stopped"]);
        var (paused, pausedWithJobs) = Pair(reads["status.paused_idle"]);
        var (payload, pushed) = First(reads["status.first"]);
        var readySince = reads["status.ready_since"].Bind(1, now).ReadNumber();
        return new QueueStatus
        {
            Queue = queue,
            Pending = Number(reads["status.pending"]),
            Delayed = 0,
            InLanes = Number(reads["status.waiting"]) + held + ready + stoppedWithJobs + pausedWithJobs,
            Lanes = held + ready + stopped + paused,
            Held = held,
            Ready = ready,
            ReadyNow = Number(reads["status.ready_now"].Bind(1, now)),
            Stopped = stopped,
            PausedLanes = Number(reads["status.paused_lanes"]),
            PausedBots = PausedBots(reads["status.paused_bots"]),
            Failed = Number(reads["status.failed"]),
            FailedLastHour = Number(reads["status.failed_since"].Bind(1, KeptTime.Microseconds(today - FailedOf))),
            Paused = Number(reads["status.paused"]) != 0,
            OldestPushedAt = payload is null ? null
                : reader.Read(payload).PushedAt ?? today - KeptTime.SpanOfMicroseconds((double)now - pushed),
            OldestWait = Longest(pushed is 0 ? null : now - pushed, now - readySince),
            LongestWait = Longest(pushed is 0 ? null : now - pushed, now - OldestInLanes(reads, now)),
            Hottest = Hottest(reads),
            Workers = Workers(reads["status.workers"], now),
        };
    }

    private static long? OldestInLanes(QueueReads reads, long now) => new[]
    {
        reads["status.pushed_of_ready"].Bind(1, now).Bind(2, Sample).ReadNumber(),
        reads["status.pushed_behind_held"].Bind(1, Sample).ReadNumber(),
        reads["status.pushed_behind_later"].Bind(1, now).Bind(2, Sample).ReadNumber(),
    }.Min();

    private static long Number(Statement statement) => statement.ReadNumber() ?? 0;

    private static (long, long) Pair(Statement statement)
    {
        statement.Read();
        var pair = (statement.Number(0), statement.Number(1));
        statement.Reset();
        return pair;
    }

    private static (byte[]? Payload, long Pushed) First(Statement statement)
    {
        if (!statement.Read())
        {
            return default;
        }

        var first = (statement.Bytes(0), statement.Number(1));
        statement.Reset();
        return first;
    }

    private static TimeSpan? Longest(long? one, long? other) =>
        one is null && other is null ? null : KeptTime.SpanOfMicroseconds(Math.Max(one ?? 0, other ?? 0));

    // A chat with many updates is nearly always held or ready; a million of them are not looked through.
    private static List<LaneStatus> Hottest(QueueReads reads)
    {
        var lanes = new List<LaneStatus>();
        foreach (var some in (Statement[])[reads["status.some_held"], reads["status.some_ready"]])
        {
            some.Bind(1, Sample);
            while (some.Read())
            {
                lanes.Add(new LaneStatus(some.Text(0), some.Number(1)));
            }
        }

        return [.. lanes.OrderByDescending(static lane => lane.Jobs).ThenBy(static lane => lane.Lane, StringComparer.Ordinal).Take(Shown)];
    }

    private static List<PausedBot> PausedBots(Statement row)
    {
        var bots = new List<PausedBot>();
        while (row.Read())
        {
            bots.Add(new PausedBot(BotName.TextOf(row.Text(0)), KeptTime.AtMilliseconds(row.Number(1)), row.Number(3))
            {
                HasEnded = row.Number(2) != 0,
            });
        }

        return bots;
    }

    private static List<WorkerStatus> Workers(Statement row, long now)
    {
        var workers = new List<WorkerStatus>();
        while (row.Read())
        {
            workers.Add(new WorkerStatus(
                row.Text(0), row.Number(12), KeptTime.SpanOfMicroseconds((double)row.Number(1) - now)) { Replica = Replica(row) });
        }

        return workers;
    }

    private static ReplicaInfo? Replica(Statement row) => row.IsNull(7)
        ? null
        : new ReplicaInfo
        {
            Host = row.Text(3),
            ProcessId = (int)row.Number(4),
            Version = row.Text(5),
            StartedAt = KeptTime.AtMilliseconds(row.Number(6)),
            Lease = KeptTime.SpanOfMicroseconds(row.Number(2)),
            Load = new WorkerLoad((int)row.Number(7), (int)row.Number(8), row.Number(9), row.Number(10)),
            FinishedPerSecond = row.Real(11),
        };
}
