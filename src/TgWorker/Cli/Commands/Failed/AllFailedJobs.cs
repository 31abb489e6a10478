using System.Runtime.CompilerServices;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Failed;

/// <summary>The failed jobs of several queues, as if they were one.</summary>
internal static class AllFailedJobs
{
    /// <summary>Those that match, queue by queue, the newest first.</summary>
    public static async IAsyncEnumerable<FailedJob> ListAsync(
        IReadOnlyList<IUpdateQueue> queues, FailedJobFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var queue in queues)
        {
            await foreach (var job in queue.FailedJobs.ListAsync(cancellationToken))
            {
                if (job.FailedAt < filter.Since)
                {
                    // All that follow are older still.
                    break;
                }

                if (filter.Matches(job))
                {
                    yield return job;
                }
            }
        }
    }

    /// <summary>The ids of those that match in one queue.</summary>
    public static async Task<IReadOnlyList<string>> IdsAsync(
        IUpdateQueue queue, FailedJobFilter filter, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        await foreach (var job in ListAsync([queue], filter, cancellationToken))
        {
            ids.Add(job.Id);
        }

        return ids;
    }

    /// <summary>Runs <paramref name="act"/> on the queues until one of them knows the job.</summary>
    public static async Task<bool> AnyAsync(IReadOnlyList<IUpdateQueue> queues, Func<IFailedJobs, Task<bool>> act)
    {
        foreach (var queue in queues)
        {
            if (await act(queue.FailedJobs))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Runs <paramref name="act"/> for each id and says which ids no queue knows.</summary>
    /// <returns>The exit code: failed when an id is not known.</returns>
    public static async Task<int> ForEachAsync(
        IReadOnlyList<IUpdateQueue> queues, IReadOnlyList<string> ids, string done, CommandContext context,
        Func<IFailedJobs, string, Task<bool>> act)
    {
        var exitCode = ExitCode.Done;
        foreach (var id in ids)
        {
            if (await AnyAsync(queues, jobs => act(jobs, id)))
            {
                await context.Out.WriteLineAsync($"{TerminalText.Escape(id)} {done}");
            }
            else
            {
                exitCode = Unknown(id, context);
            }
        }

        return exitCode;
    }

    /// <summary>Says that there is no such job.</summary>
    public static int Unknown(string id, CommandContext context)
    {
        context.Error.WriteLine($"tgworker: there is no failed job '{TerminalText.Escape(id)}'; see 'tgworker failed list'.");
        return ExitCode.Failed;
    }
}
