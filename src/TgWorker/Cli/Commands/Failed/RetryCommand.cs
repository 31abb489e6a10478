using System.CommandLine;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed retry ID…|all</c>, or those that a filter finds.</summary>
internal static class RetryCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var tail = new Option<bool>("--tail") { Description = "put them behind what waits in the chat, instead of before it" };
        var command = new Command("retry", "Put failed jobs back into their chats, payloads untouched") { tail };
        var meant = new MeantJobs(command, context);
        command.SetAction((parsed, cancel) => meant.RunAsync(
            parsed,
            queues,
            (open, filter, stop) => RetryAsync(open, filter, parsed.GetValue(tail), context, stop),
            (open, ids, stop) => AllFailedJobs.ForEachAsync(open, ids, "goes back into its chat", context,
                (jobs, id) => jobs.RetryAsync(id, parsed.GetValue(tail), stop)),
            cancel));
        return command;
    }

    private static async Task<int> RetryAsync(
        IReadOnlyList<IUpdateQueue> queues, FailedJobFilter filter, bool atTail, CommandContext context, CancellationToken cancel)
    {
        var count = 0;
        using (var progress = new ProgressBar(context))
        {
            foreach (var queue in queues)
            {
                var ids = await AllFailedJobs.IdsAsync(queue, filter, cancel);
                count += (await queue.FailedJobs.RetryAsync(ids, atTail, progress, cancel)).Count;
            }
        }

        await context.Out.WriteLineAsync($"{Counted.Jobs(count)} put back.");
        return ExitCode.Done;
    }
}
