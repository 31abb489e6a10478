using System.Globalization;
using TgWorker.Core.Copying;
using TgWorker.Core.Operating;
using TgWorker.Sqlite.Copying;

namespace TgWorker.Cli.Commands.Copying;

/// <summary>
/// Copies a queue: the file is closed to changes, all of it is copied, the target takes it in in one step, and the file says where it
/// went. Broken off anywhere, it is run again and does what is missing.
/// </summary>
/// <param name="source">The file.</param>
/// <param name="target">Where to.</param>
/// <param name="file">The file's path.</param>
/// <param name="place">The target, for a person.</param>
internal sealed class QueueCopy(SqliteCopySource source, ICopyTarget target, string file, string place)
{
    /// <summary>Copies it.</summary>
    /// <returns>What to tell the operator.</returns>
    /// <exception cref="InvalidOperationException">Something is in the way; the message names it and what to do.</exception>
    public async Task<string> RunAsync(IProgress<WorkDone> progress, CancellationToken stop)
    {
        // A file is not closed for a target that will not do.
        if (await source.FindAsync(stop) is null)
        {
            await target.CheckAsync(stop);
        }

        var moving = await source.CloseAsync(place, stop);
        var copy = moving.IsEnded ? null : await target.BeginAsync(moving.Copy, stop);
        if (copy is null)
        {
            await source.EndAsync(stop);
            return $"was copied to {place} before: work on it there (--redis)";
        }

        var copied = await CopyAsync(copy, progress, stop);
        await source.EndAsync(stop);
        return $"{copied} copied to {place}: work on it there (--redis); {file} is no longer needed";
    }

    /// <summary>Calls a copy off.</summary>
    /// <returns>What to tell the operator.</returns>
    public async Task<string> CancelAsync(CancellationToken stop)
    {
        if (await source.FindAsync(stop) is not { } moving)
        {
            return "is not being copied; nothing to call off";
        }

        if (moving.Target != place)
        {
            throw new InvalidOperationException($"it is being copied to {moving.Target}: name that place");
        }

        if (moving.IsEnded || !await target.CancelAsync(moving.Copy, stop))
        {
            await source.EndAsync(stop);
            throw new InvalidOperationException($"all of it is at {place} already: work on it there (--redis)");
        }

        await source.CallOffAsync(stop);
        return $"the copy is called off; {file} can be worked on again";
    }

    private async Task<string> CopyAsync(ICopy copy, IProgress<WorkDone> progress, CancellationToken stop)
    {
        var (total, jobs, failed, timers) = (source.Pages.CountJobs(), 0L, 0L, 0L);
        foreach (var part in source.Pages.ReadAll())
        {
            await copy.AddAsync(part, stop);
            (jobs, failed, timers) = (jobs + part.Jobs.Count + part.Entries.Count, failed + part.Failed.Count, timers + part.Timers.Count);
            progress.Report(new WorkDone(jobs, total));
        }

        if (jobs != total)
        {
            throw new InvalidOperationException(
                $"{file} holds {total} jobs, and {jobs} could be read: look at it with 'tgworker doctor'; nothing was changed at {place}");
        }

        await copy.EndAsync(source.Pages.ReadQueue(), stop);
        return string.Create(
            CultureInfo.InvariantCulture, $"{Counted.Jobs(jobs)}, {failed} failed {(failed == 1 ? "job" : "jobs")} and {timers} timers");
    }
}
