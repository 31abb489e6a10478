using System.CommandLine;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed forget ID…</c>, or those that a filter finds.</summary>
internal static class ForgetCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var command = new Command("forget", "Delete failed jobs");
        var meant = new MeantJobs(command, context);
        command.SetAction((parsed, cancel) => meant.RunAsync(
            parsed,
            queues,
            (open, filter, stop) => ForgetAsync(open, filter, context, stop),
            (open, ids, stop) => AllFailedJobs.ForEachAsync(open, ids, "deleted", context, (jobs, id) => jobs.ForgetAsync(id, stop)),
            cancel));
        return command;
    }

    private static async Task<int> ForgetAsync(
        IReadOnlyList<IUpdateQueue> queues, FailedJobFilter filter, CommandContext context, CancellationToken cancel)
    {
        var count = 0L;
        using (var progress = new ProgressBar(context))
        {
            foreach (var queue in queues)
            {
                count += await queue.FailedJobs.ForgetAsync(await AllFailedJobs.IdsAsync(queue, filter, cancel), progress, cancel);
            }
        }

        await context.Out.WriteLineAsync($"{Counted.Jobs(count)} deleted.");
        return ExitCode.Done;
    }
}
