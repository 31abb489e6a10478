using System.Text.RegularExpressions;

namespace TgWorker.Core.FailedJobs;

/// <summary>Failed jobs with the same error, whatever ids and addresses it contains.</summary>
/// <param name="Queue">Their queue.</param>
/// <param name="Error">The error, with <c>#</c> for uuids, hexadecimal numbers and long numbers.</param>
public sealed partial record FailedJobGroup(string Queue, string Error)
{
    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>When the first of them failed.</summary>
    public DateTimeOffset First { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>When the last of them failed.</summary>
    public DateTimeOffset Last { get; private set; }

    /// <summary>The id of the newest of them.</summary>
    public string Example { get; private set; } = "";

    /// <summary>The error of the group that an error belongs to.</summary>
    public static string ErrorOf(string error) => Changing().Replace(error, "#");

    /// <summary>Divides jobs into groups, largest first.</summary>
    public static async Task<IReadOnlyList<FailedJobGroup>> OfAsync(IAsyncEnumerable<FailedJob> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        var groups = new Dictionary<(string Queue, string Error), FailedJobGroup>();
        await foreach (var job in jobs.ConfigureAwait(false))
        {
            var key = (job.Queue, Error: ErrorOf(job.Error));
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group = new FailedJobGroup(key.Queue, key.Error);
            }

            group.Add(job);
        }

        return [.. groups.Values.OrderByDescending(group => group.Count).ThenByDescending(group => group.Last)];
    }

    private void Add(FailedJob job)
    {
        Count++;
        First = job.FailedAt < First ? job.FailedAt : First;
        if (job.FailedAt >= Last)
        {
            (Last, Example) = (job.FailedAt, job.Id);
        }
    }

    // Three digits are an HTTP status, which tells errors apart.
    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|0x[0-9a-fA-F]+|[0-9]{4,}")]
    private static partial Regex Changing();
}
