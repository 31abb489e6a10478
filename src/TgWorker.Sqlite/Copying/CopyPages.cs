using TgWorker.Core.Copying;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Text;
using TgWorker.Sqlite.FailedJobs;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Copying;

/// <summary>Reads a whole queue in parts that are each small. Nobody writes to it meanwhile.</summary>
internal sealed class CopyPages(IQueueStore store, string queue)
{
    private const int MostRows = 500;
    private const long MostBytes = 1 << 20;

    // What a clock may have come to in ten years; who asks for more gets those.
    private static readonly long Longest = TimeSpan.FromDays(3650).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>How many unfinished jobs it has.</summary>
    public long CountJobs() => store.Read(static reads => reads["status.unfinished"].ReadNumber() ?? 0);

    /// <summary>What concerns the whole queue.</summary>
    public CopiedQueue ReadQueue() => store.Read(static reads =>
    {
        var row = reads["copied.queue"];
        row.Read();
        var whole = new CopiedQueue(row.Number(0) != 0, row.Number(1), row.Text(2) is { Length: > 0 } orderedBy ? orderedBy : null);
        row.Reset();
        var bots = new List<(string, DateTimeOffset)>();
        for (var pauses = reads["copied.paused_bots"]; pauses.Read();)
        {
            bots.Add((pauses.Text(0), KeptTime.AtMilliseconds(pauses.Number(1))));
        }

        return whole with { PausedBots = bots };
    });

    /// <summary>All of it, a part at a time.</summary>
    public IEnumerable<CopiedPart> ReadAll() =>
        Seen().Concat(Memories()).Concat(Marks()).Concat(Failed()).Concat(Timers()).Concat(Lanes()).Concat(Entries());

    private IEnumerable<CopiedPart> Entries() => Of(
        long.MinValue,
        (reads, after) => reads["copied.entries"].Bind(1, after).Bind(2, MostRows),
        row => (row.Number(0), row.Bytes(1)),
        static entry => entry.Length,
        static entries => new CopiedPart { Entries = entries });

    private IEnumerable<CopiedPart> Failed() => Of(
        long.MinValue,
        (reads, after) => reads["copied.failed"].Bind(1, after).Bind(2, MostRows),
        row => (row.Number(0), SqliteFailedJobs.Read(row, queue)),
        static job => job.UnreadBytes ?? job.Payload.Length,
        static jobs => jobs).Select(jobs => new CopiedPart { Failed = jobs.ConvertAll(WithBytes) });

    // What was given up unread has its bytes in another row.
    private FailedJob WithBytes(FailedJob job) => job.UnreadBytes is not { } length ? job : job with
    {
        Payload = store.Read(reads => reads["failed_jobs.unread"].Bind(1, job.Id).ReadNumber() is { } entry
            ? reads.ReadPart(entry, 0, (int)length)
            : []),
    };

    private IEnumerable<CopiedPart> Timers() => Of(
        long.MinValue,
        (reads, after) => reads["copied.timers"].Bind(1, after).Bind(2, MostRows),
        row => (row.Number(0), new CopiedTimer(row.Text(1), TimeOf(row.Number(2)), row.Text(3), row.Bytes(4))),
        static timer => timer.Entry.Length,
        static timers => new CopiedPart { Timers = timers });

    private IEnumerable<CopiedPart> Marks() => Of(
        ("", ""),
        (reads, after) => reads["copied.marks"].Bind(1, after.Item1).Bind(2, after.Item2).Bind(3, MostRows),
        row => ((row.Text(0), row.Text(1)), new CopiedMark(row.Text(0), row.Text(1), row.Text(2), TimeOf(row.Number(3)))),
        static _ => 0,
        static marks => new CopiedPart { Marks = marks });

    private IEnumerable<CopiedPart> Seen() => Of(
        ("", "", long.MinValue),
        (reads, after) => reads["copied.seen"].Bind(1, after.Item1).Bind(2, after.Item2).Bind(3, after.Item3).Bind(4, MostRows),
        row => (
            (row.Text(0), row.Text(1), row.Number(2)),
            new CopiedSeen(
                row.Text(0), row.Text(1), SeenUpdates.FirstOf(row.Number(2)), unchecked((ulong)row.Number(3)), TimeOf(row.Number(4)))),
        static _ => 0,
        static seen => new CopiedPart { Seen = seen });

    private IEnumerable<CopiedPart> Memories()
    {
        var places = Of(
            "",
            (reads, after) => reads["copied.memories"].Bind(1, after).Bind(2, MostRows),
            row => (row.Text(0), (Place: row.Text(0), Until: TimeOf(row.Number(1)))),
            static _ => 0,
            static places => places);
        foreach (var page in places)
        {
            yield return new CopiedPart { Memories = [.. page.Select(place => MemoryOf(place.Place, place.Until))] };
        }
    }

    private CopiedMemory MemoryOf(string place, DateTimeOffset until)
    {
        var (lane, job) = RememberSteps.ReadPlace(place);
        return new CopiedMemory(lane, job, store.Read(reads =>
        {
            var texts = new List<KeyValuePair<string, string>>();
            for (var row = reads["copied.memory"].Bind(1, place); row.Read();)
            {
                texts.Add(KeyValuePair.Create(row.Text(0), row.Text(1)));
            }

            return texts;
        }), until);
    }

    // The jobs of a lane in pieces, then the lane: it says how many there are.
    private IEnumerable<CopiedPart> Lanes()
    {
        var pages = Of(
            long.MinValue,
            (reads, after) => reads["copied.lanes"].Bind(1, after).Bind(2, MostRows),
            row => (row.Number(0), LaneRow.Read(row)),
            static _ => 0,
            static rows => rows);
        var (jobs, lanes, bytes) = (new List<CopiedJob>(), new List<CopiedLane>(), 0L);
        foreach (var lane in pages.SelectMany(static rows => rows))
        {
            var place = 0L;
            foreach (var payload in JobsOf(lane))
            {
                jobs.Add(new CopiedJob(lane.Key, ++place, payload));
                bytes += payload.Length;
                if (bytes >= MostBytes || jobs.Count == MostRows)
                {
                    yield return new CopiedPart { Jobs = jobs, Lanes = lanes };
                    (jobs, lanes, bytes) = ([], [], 0);
                }
            }

            if (place > 0 || lane.Stopped is not null || lane.Paused is not null)
            {
                lanes.Add(LaneOf(lane, place));
            }
        }

        yield return new CopiedPart { Jobs = jobs, Lanes = lanes };
    }

    private IEnumerable<byte[]> JobsOf(LaneRow lane)
    {
        if (lane.Head is not { } head)
        {
            yield break;
        }

        yield return store.Read(reads =>
        {
            var row = reads["copied.head"].Bind(1, head);
            row.Read();
            var payload = row.Bytes(0);
            row.Reset();
            return payload;
        });
        var pages = Of(
            long.MinValue,
            (reads, after) => reads["copied.behind"].Bind(1, lane.Id).Bind(2, after).Bind(3, MostRows),
            row => (row.Number(0), row.Bytes(1)),
            static payload => payload.Length,
            static payloads => payloads);
        foreach (var payload in pages.SelectMany(static payloads => payloads))
        {
            yield return payload;
        }
    }

    private CopiedLane LaneOf(LaneRow lane, long jobs) => new(lane.Key, jobs)
    {
        // A lane that was let go of stands at 0, before all others.
        DueAt = (lane.Paused ?? lane.Ready) is { } due and > 0 ? TimeOf(due) : DateTimeOffset.UnixEpoch,
        Lapses = lane.Lapses,
        Failures = lane.Failures,
        StoppedFor = lane.Stopped,
        PausedSince = lane.Paused is null ? null : KeptTime.AtMilliseconds(lane.PausedAt),
    };

    private DateTimeOffset TimeOf(long at) => store.Clock.ToUtc(Math.Min(at, store.Clock.Now + Longest));

    /// <summary>Reads rows in their order, in pages of so many rows or bytes.</summary>
    private IEnumerable<TPage> Of<TKey, TRow, TPage>(
        TKey first, Func<QueueReads, TKey, Statement> ask, Func<Statement, (TKey Key, TRow Row)> read, Func<TRow, long> size,
        Func<List<TRow>, TPage> page)
    {
        for (var (after, isDone) = (first, false); !isDone;)
        {
            var rows = store.Read(reads =>
            {
                var (rows, bytes, row) = (new List<TRow>(), 0L, ask(reads, after));
                while (!(isDone = !row.Read()))
                {
                    (after, var one) = read(row);
                    rows.Add(one);
                    bytes += size(one);
                    if (bytes >= MostBytes || rows.Count == MostRows)
                    {
                        row.Reset();
                        break;
                    }
                }

                return rows;
            });
            if (rows.Count > 0)
            {
                yield return page(rows);
            }
        }
    }
}
