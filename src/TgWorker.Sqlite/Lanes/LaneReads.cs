using System.Globalization;
using TgWorker.Core.Jobs;
using TgWorker.Core.Lanes;
using TgWorker.Core.Text;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Lanes;

/// <summary>Reads what concerns one lane. A handful of rows, whatever the lane and the queue hold.</summary>
internal sealed class LaneReads(IQueueStore store, IJobReader reader)
{
    private const int MostJobs = 1000;
    private const int MostBytes = 1024 * 1024;

    /// <inheritdoc cref="ILaneOperations.LookAsync"/>
    public LaneLook? Look(string lane)
    {
        var now = store.Clock.Now;
        return store.Read(reads =>
        {
            var row = reads["lanes.look"].Bind(1, lane).Bind(2, now);
            var look = row.Read() ? Read(row, lane, now) : null;
            row.Reset();
            return look;
        });
    }

    /// <inheritdoc cref="ILaneOperations.ReadAsync"/>
    public IReadOnlyList<LaneJob> Read(string lane, long from, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        return store.Read(reads => reads.AtOnce(reads => Read(reads, lane, from, Math.Min(most, MostJobs))));
    }

    /// <inheritdoc cref="ILaneOperations.ListPausedAsync"/>
    public IReadOnlyList<PausedLane> ListPaused(int most) => store.Read(reads =>
    {
        var paused = new List<PausedLane>();
        var row = reads["lanes.paused"].Bind(1, most);
        while (row.Read())
        {
            paused.Add(new PausedLane(row.Text(0), KeptTime.AtMilliseconds(row.Number(1))));
        }

        return paused;
    });

    /// <inheritdoc cref="ILaneOperations.ListAsync"/>
    public IReadOnlyList<ListedLane> List(LaneGroup group, int most)
    {
        var now = store.Clock.Now;
        return store.Read(reads =>
        {
            var lanes = new List<ListedLane>();
            var row = reads["lanes." + group.ToString().ToLowerInvariant()].Bind(1, most).Bind(2, now);
            while (row.Read())
            {
                // A lane that was let go of stands at 0, before all others, and does not say since when.
                TimeSpan? time = row.NumberOrNull(1) is { } at and > 0 ? KeptTime.SpanOfMicroseconds(Math.Abs((double)now - at)) : null;
                lanes.Add(new ListedLane(row.Text(0), time, row.TextOrNull(2)));
            }

            return lanes;
        });
    }

    private static LaneLook Read(Statement row, string lane, long now)
    {
        var (ready, paused, isHeld) = (row.NumberOrNull(3) % BotPauses.Aside, row.NumberOrNull(7), row.Number(15) != 0);
        var wait = !isHeld && (paused ?? ready) is { } due ? KeptTime.SpanOfMicroseconds((double)due - now) : (TimeSpan?)null;
        return new LaneLook
        {
            Lane = lane,
            Jobs = Math.Max(row.Number(1) - row.Number(0) + 1, 0),
            Holder = isHeld ? Holder(row, now) : null,
            CancelledBy = row.TextOrNull(16),
            IsReady = ready is not null,
            DueIn = wait > TimeSpan.Zero ? wait : null,
            // A lane that was let go of stands at 0, before all others, and does not say since when.
            ReadyFor = wait <= TimeSpan.Zero && ready > 0 ? -wait : null,
            Lapses = (int)row.Number(5),
            Failures = (int)row.Number(6),
            StoppedFor = row.TextOrNull(4),
            PausedSince = paused is null ? null : KeptTime.AtMilliseconds(row.Number(8)),
            BotPausedSince = row.NumberOrNull(17) is { } since ? KeptTime.AtMilliseconds(since) : null,
            QueuePaused = row.Number(13) != 0,
            Workers = (int)row.Number(14),
        };
    }

    // A token is never behind the clock, in µs, at which it was handed out.
    private static LaneHolder Holder(Statement row, long now)
    {
        var since = KeptTime.SpanOfMicroseconds(Math.Max((double)now - row.Number(2), 0));
        return row.IsNull(9)
            ? new LaneHolder("", since, TimeSpan.Zero)
            : new LaneHolder(row.Text(9), since, KeptTime.SpanOfMicroseconds((double)row.Number(10) - now))
            {
                Place = string.Create(CultureInfo.InvariantCulture, $"{row.Text(11)}, process {row.Number(12)}"),
            };
    }

    private List<LaneJob> Read(QueueReads reads, string lane, long from, int most)
    {
        var jobs = new List<LaneJob>();
        var ends = reads["lanes.ends"].Bind(1, lane);
        if (!ends.Read())
        {
            return jobs;
        }

        var (id, head, first) = (ends.Number(0), ends.Number(1), ends.NumberOrNull(3));
        ends.Reset();
        var places = new List<(long Place, long Job)>();
        if (from == 0 && first is { } job && most > 0)
        {
            places.Add((head, job));
        }

        var behind = reads["lanes.behind"].Bind(1, id).Bind(2, Math.Max(head + from, head + 1)).Bind(3, most - places.Count);
        while (behind.Read())
        {
            places.Add((behind.Number(0), behind.Number(1)));
        }

        var bytes = 0L;
        foreach (var (place, number) in places.TakeWhile(_ => bytes < MostBytes))
        {
            var row = reads["lanes.job"].Bind(1, number);
            var payload = row.Read() ? row.Bytes(0) : [];
            row.Reset();
            bytes += payload.Length;
            jobs.Add(new LaneJob(place - head, reader.Read(payload), JobHandle.Of(place, number, payload)));
        }

        return jobs;
    }
}
