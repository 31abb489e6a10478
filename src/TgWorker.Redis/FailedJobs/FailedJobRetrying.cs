using StackExchange.Redis;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Jobs;
using TgWorker.Core.Operating;
using TgWorker.Core.Queues;
using TgWorker.Core.Text;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.FailedJobs;

/// <summary>
/// Puts failed jobs back. Each is sorted again, by the settings of now: that it could not be read, or by whom it was ordered, may be
/// why it is retried. What only PHP can do goes to PHP's workers, if there is a queue of theirs.
/// </summary>
internal sealed class FailedJobRetrying(
    RedisConnection connection, QueueKeys keys, TakeFrom take, ForeignQueue? php, IJobReader reader, TimeProvider time,
    IQueueObserver? observer)
{
    // Ids that are remembered as put back, for an import of what was exported before.
    private const int MostRemembered = 100_000;

    /// <summary>The lane of those that go to PHP.</summary>
    private const string ToPhp = "";

    /// <summary>The lane of those that were given up unread: they go back to the list.</summary>
    private const string ToList = "\n";

    /// <returns>The ids that were put back.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(
        IReadOnlyList<string> ids, bool atTail, IProgress<WorkDone>? progress, CancellationToken cancellationToken)
    {
        await CheckSettingsAsync().ConfigureAwait(false);
        var lanes = await SortAsync(ids, cancellationToken).ConfigureAwait(false);
        var retried = new List<string>(ids.Count);
        foreach (var (lane, jobs) in lanes)
        {
            if (lane == ToList)
            {
                retried.AddRange(await PutUnreadBackAsync(jobs, atTail).ConfigureAwait(false));
                continue;
            }

            // A page at a time keeps scripts short; at the head the last page goes first, for the others to stand before it.
            var pages = jobs.OrderBy(job => job.FailedAt).Chunk(PageSize(jobs));
            foreach (var page in atTail || lane == ToPhp ? pages : pages.Reverse())
            {
                cancellationToken.ThrowIfCancellationRequested();
                retried.AddRange(await PutBackAsync(lane, atTail, page).ConfigureAwait(false));
                progress?.Report(new WorkDone(retried.Count, ids.Count));
            }
        }

        return retried;
    }

    private static int PageSize(List<Sorted> jobs) =>
        (int)Math.Clamp(1024 * 1024 * (long)jobs.Count / Math.Max(jobs.Sum(job => (long)job.Length), 1), 1, FailedJobPages.MostJobs);

    /// <summary>Makes sure that jobs are sorted here as the queue's workers sort them.</summary>
    /// <exception cref="InvalidOperationException">They are not; the message says what to do.</exception>
    private async Task CheckSettingsAsync()
    {
        var settings = new SharedSettings(reader, keys.List.ToString(), take.ToString().ToLowerInvariant());
        var names = Array.ConvertAll(settings.Names, static name => (RedisValue)name);
        var kept = await connection.ReadFieldsAsync(keys.Settings, names).ConfigureAwait(false);
        if (settings.Difference(Array.ConvertAll(kept, static value => (string?)value), "this command") is { } difference)
        {
            throw new InvalidOperationException(
                $"The queue {difference}. What is retried would not be in order: run this with the workers' settings.");
        }
    }

    /// <summary>The jobs by the lanes they go to.</summary>
    private async Task<Dictionary<string, List<Sorted>>> SortAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var lanes = new Dictionary<string, List<Sorted>>(StringComparer.Ordinal);
        var pages = new FailedJobPages(connection, keys);
        foreach (var page in pages.Of([.. ids.Distinct(StringComparer.Ordinal)]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var job in (await pages.ReadAsync(page).ConfigureAwait(false)).OfType<FailedJob>())
            {
                var read = reader.Read(job.Payload);
                var lane = job.UnreadBytes is not null ? ToList : read.IsForeign && php is not null ? ToPhp : RetryLane.Of(read, job.Lane);
                if (!lanes.TryGetValue(lane, out var jobs))
                {
                    lanes.Add(lane, jobs = []);
                }

                jobs.Add(new Sorted(job.Id, job.FailedAt, job.Lane == lane ? null : job.Lane, job.Payload.Length));
            }
        }

        return lanes;
    }

    private async Task<string[]> PutBackAsync(string lane, bool atTail, Sorted[] page)
    {
        string[] ids = [.. page.Select(job => job.Id)];
        if (observer is not null && lane != ToPhp)
        {
            var jobs = await new FailedJobPages(connection, keys).ReadAsync(ids).ConfigureAwait(false);
            await observer.RetryingAsync([.. jobs.OfType<FailedJob>().Select(job => reader.Read(job.Payload))]).ConfigureAwait(false);
        }

        // A lane that was held for a job which goes elsewhere goes on without it.
        foreach (var job in page.Where(job => job.OldLane is { Length: > 0 }))
        {
            await connection.EvaluateAsync(
                RedisScript.FreeLane, [keys.Lanes, keys.Ready, keys.Stopped, keys.Workers], [job.OldLane, job.Id]).ConfigureAwait(false);
        }

        var back = (string[])(lane == ToPhp
            ? await connection.EvaluateAsync(
                RedisScript.PassFailed, [keys.Failed, keys.FailedJobs, php!.List, php.Notify, keys.Workers],
                [.. ids.Select(id => (RedisValue)id)]).ConfigureAwait(false)
            : await connection.EvaluateAsync(
                RedisScript.RetryFailed,
                [keys.Lanes, keys.Jobs, keys.Ready, keys.Tries, keys.Stopped, keys.Failed, keys.FailedJobs, keys.Workers],
                [lane, atTail ? 1 : 0, .. ids.Select(id => (RedisValue)id)]).ConfigureAwait(false))!;
        await RememberAsync(back).ConfigureAwait(false);
        return back;
    }

    /// <summary>One at a time, for they are large; at the head the last one goes first, for the others to stand before it.</summary>
    private async Task<List<string>> PutUnreadBackAsync(List<Sorted> jobs, bool atTail)
    {
        var back = new List<string>(jobs.Count);
        var inOrder = jobs.OrderBy(job => job.FailedAt);
        foreach (var job in atTail ? inOrder : inOrder.Reverse())
        {
            var done = (long)await connection.EvaluateAsync(
                RedisScript.PutUnreadBack,
                [keys.List, keys.Failed, keys.FailedJobs, keys.Unread(job.Id), keys.Workers],
                [take == TakeFrom.Head ? "HEAD" : "TAIL", atTail ? 1 : 0, job.Id]).ConfigureAwait(false);
            back.AddRange(done == 1 ? [job.Id] : []);
        }

        await RememberAsync([.. back]).ConfigureAwait(false);
        return back;
    }

    private async Task RememberAsync(string[] ids)
    {
        if (ids.Length > 0)
        {
            var now = KeptTime.Microseconds(time.GetUtcNow());
            await connection.ExecuteAsync("ZADD", [keys.PutBack, .. ids.SelectMany(id => new object[] { now, id })]).ConfigureAwait(false);
            await connection.ExecuteAsync("ZREMRANGEBYRANK", keys.PutBack, 0, -MostRemembered - 1).ConfigureAwait(false);
        }
    }

    /// <summary>A failed job that is to go back.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="FailedAt">When it failed.</param>
    /// <param name="OldLane">The lane it failed in, if that is not the one it goes to.</param>
    /// <param name="Length">The length of its payload.</param>
    private readonly record struct Sorted(string Id, DateTimeOffset FailedAt, string? OldLane, int Length);
}
