using TgWorker.Core.Jobs;

namespace TgWorker.Sqlite.Steps;

/// <summary>
/// Entries that were read while they stood on the list, before the transaction that sorts them: who writes does not wait for the reading.
/// An entry is the same as long as its row's number and moment are: a number may be used again, but not within the same microsecond.
/// </summary>
internal sealed class EntriesAhead
{
    /// <summary>None.</summary>
    public static readonly EntriesAhead None = new();

    private readonly Dictionary<(long Job, long Pushed), Job> _jobs = [];

    /// <summary>Adds one.</summary>
    public void Add(long number, long pushed, Job job) => _jobs[(number, pushed)] = job;

    /// <summary>The job that an entry is; null where it was not read ahead.</summary>
    public Job? Find(long number, long pushed) => _jobs.GetValueOrDefault((number, pushed));
}
