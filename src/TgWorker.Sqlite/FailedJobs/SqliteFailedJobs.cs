using System.Runtime.CompilerServices;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Jobs;
using TgWorker.Core.Text;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.FailedJobs;

/// <summary>The failed jobs of one queue. What touches many goes in steps that keep nobody waiting.</summary>
internal sealed class SqliteFailedJobs(IQueueStore store, string queue, IJobReader reader) : IFailedJobs
{
    private const int Page = 100;

    public IAsyncEnumerable<FailedJob> ListAsync(CancellationToken cancellationToken) => ListAsync(null, cancellationToken);

    public async IAsyncEnumerable<FailedJob> ListAsync(DateTimeOffset? upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = (Time: upTo is { } time ? KeptTime.Microseconds(time) : long.MaxValue, Number: long.MaxValue);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (jobs, next) = ReadPage(last);
            foreach (var job in jobs)
            {
                yield return job;
            }

            if (jobs.Count < Page)
            {
                yield break;
            }

            last = next;
            await Task.Yield();
        }
    }

    public Task<FailedJob?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(store.Read(reads =>
    {
        var find = reads["failed_jobs.find"].Bind(1, id);
        var job = find.Read() ? Read(find, queue) : null;
        find.Reset();
        return job;
    }));

    public Task<ReadOnlyMemory<byte>> ReadPayloadAsync(FailedJob job, long offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(job.UnreadBytes is null ? job.PayloadPart(offset, count) : store.Read(reads => reads.AtOnce(all =>
            all["failed_jobs.unread"].Bind(1, job.Id).ReadNumber() is { } entry ? all.ReadPart(entry, offset, count) : [])));

    public async Task<IReadOnlyList<string>> RetryAsync(IReadOnlyList<string> ids, bool atTail, CancellationToken cancellationToken)
    {
        var retried = new List<string>(ids.Count);
        foreach (var lane in Places(ids).GroupBy(LaneNow))
        {
            // At the head the last page goes first, for the others to stand before it.
            var pages = lane.OrderBy(static place => place.FailedAt).ThenBy(static place => place.Number).Select(static place => place.Id)
                .Chunk(Page);
            foreach (var page in atTail ? pages : pages.Reverse())
            {
                cancellationToken.ThrowIfCancellationRequested();
                retried.AddRange(await store.WriteAsync(
                    steps => lane.Key is { } key
                        ? steps.Failed.Retry(steps.Transaction, key, atTail, page)
                        : steps.Unread.PutBack(steps.Transaction, atTail, page), cancellationToken).ConfigureAwait(false));
            }
        }

        return retried;
    }

    public Task<bool> ForgetAsync(string id, CancellationToken cancellationToken) =>
        store.WriteAsync(steps => steps.Failed.Forget(steps.Transaction, id), cancellationToken);

    public Task<long> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var time = KeptTime.Microseconds(before);
        return RepeatAsync(steps => steps.Failed.Prune(steps.Transaction, time, Page), cancellationToken);
    }

    public Task<bool> ImportAsync(FailedJob job, CancellationToken cancellationToken) =>
        store.WriteAsync(steps => steps.Failed.Import(job), cancellationToken);

    public Task<long> FlushAsync(CancellationToken cancellationToken) =>
        RepeatAsync(static steps => steps.Failed.Flush(steps.Transaction, Page), cancellationToken);

    /// <summary>The lane it belongs to now; null where that is not known, since it was given up unread.</summary>
    private string? LaneNow((string Id, string Lane, long FailedAt, long Number, bool IsUnread) place) => store.Read(reads =>
    {
        if (place.IsUnread)
        {
            return null;
        }

        var find = reads["failed_jobs.find"].Bind(1, place.Id);
        var lane = find.Read() ? RetryLane.Of(reader.Read(find.Bytes(9)), place.Lane) : place.Lane;
        find.Reset();
        return lane;
    });

    private async Task<long> RepeatAsync(Func<QueueSteps, int> step, CancellationToken cancellationToken)
    {
        for (var all = 0L; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var some = await store.WriteAsync(step, cancellationToken).ConfigureAwait(false);
            all += some;
            if (some < Page)
            {
                return all;
            }
        }
    }

    private (List<FailedJob> Jobs, (long Time, long Number) Last) ReadPage((long Time, long Number) after) => store.Read(reads =>
    {
        var (jobs, last) = (new List<FailedJob>(Page), after);
        var newest = reads["failed_jobs.newest"].Bind(1, after.Time).Bind(2, after.Number).Bind(3, Page);
        while (newest.Read())
        {
            last = (newest.Number(2), newest.Number(0));
            jobs.Add(Read(newest, queue));
        }

        return (jobs, last);
    });

    private List<(string Id, string Lane, long FailedAt, long Number, bool IsUnread)> Places(
        IReadOnlyList<string> ids) => store.Read(reads =>
    {
        var places = new List<(string, string, long, long, bool)>(ids.Count);
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            var place = reads["failed_jobs.place"].Bind(1, id);
            if (place.Read())
            {
                places.Add((id, place.Text(0), place.Number(1), place.Number(2), place.Number(3) != 0));
                place.Reset();
            }
        }

        return places;
    });

    /// <summary>The failed job of a row, whose columns are in the order of <c>failed_jobs.sql</c>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="queue">The queue's name.</param>
    internal static FailedJob Read(Statement row, string queue) => new()
    {
        Id = row.Text(1),
        Queue = queue,
        Lane = row.Text(3),
        Bot = row.Text(4),
        UpdateId = row.NumberOrNull(5),
        FailedAt = KeptTime.At(row.Number(2)),
        Attempts = (int)row.Number(6),
        Error = row.Text(7),
        Worker = row.Text(8),
        Payload = row.Bytes(9),
        Detail = row.TextOrNull(10),
        UnreadBytes = row.NumberOrNull(11),
    };
}
