using System.Runtime.CompilerServices;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;

namespace TgWorker.Dashboard.Pages.Failed;

/// <summary>Reads what the page shows: a bounded look at the newest, or at those behind a place, whatever there are.</summary>
internal static class FailedReading
{
    /// <summary>How many failed jobs a page looks at.</summary>
    public const int MostLooked = 200;

    /// <summary>How many a page lists.</summary>
    public const int PageSize = 25;

    public static async Task<FailedModel> ReadAsync(
        IUpdateQueue queue, IReadOnlyList<string> queues, long total, FailedQuery query, FailedCursor? from,
        CancellationToken cancellationToken)
    {
        var (looked, meant, rows, isPart, end) = (0L, 0L, new List<FailedRow>(), false, from ?? default);
        FailedCursor? next = null;
        var groups = await FailedJobGroup.OfAsync(MeantAsync());
        return new FailedModel
        {
            Queue = queue.Name,
            Queues = queues,
            Total = total,
            Looked = looked,
            IsPart = isPart,
            Meant = meant,
            Problems = query.Problems,
            Groups = [.. groups.Select(FailedGroupRow.Of)],
            Jobs = rows,
            Next = next?.ToString() ?? (isPart ? end.ToString() : null),
        };

        async IAsyncEnumerable<FailedJob> MeantAsync()
        {
            if (query.Problems.Count > 0)
            {
                yield break;
            }

            await foreach (var job in BehindAsync(queue.FailedJobs, query.Filter.Before, from, cancellationToken))
            {
                if (looked == MostLooked)
                {
                    isPart = true;
                    yield break;
                }

                if (job.FailedAt < query.Filter.Since)
                {
                    // All that follow are older still.
                    yield break;
                }

                looked++;
                if (query.Filter.Matches(job))
                {
                    meant++;
                    if (rows.Count < PageSize)
                    {
                        rows.Add(FailedRow.Of(job, queue.Name));
                    }
                    else
                    {
                        next ??= end;
                    }

                    end = end.Behind(job.FailedAt);
                    yield return job;
                }
                else
                {
                    end = end.Behind(job.FailedAt);
                }
            }
        }
    }

    private static async IAsyncEnumerable<FailedJob> BehindAsync(
        IFailedJobs jobs, DateTimeOffset? before, FailedCursor? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var skip = from?.Skip ?? 0;
        await foreach (var job in jobs.ListAsync(from?.Time ?? before, cancellationToken))
        {
            if (from is { } place && skip > 0 && job.FailedAt == place.Time)
            {
                skip--;
                continue;
            }

            yield return job;
        }
    }
}
