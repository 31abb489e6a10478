using System.CommandLine;
using TgWorker.FailedJobs;
using TgWorker.Queues;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed retry ID…|all</c>.</summary>
internal static class RetryCommand
{
    private const string All = "all";

    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var ids = new Argument<string[]>("id") { HelpName = "ID...|all", Description = "ids of failed jobs, or all", Arity = ArgumentArity.OneOrMore };
        var tail = new Option<bool>("--tail") { Description = "behind what waits in the chat, instead of before it" };
        var command = new Command("retry", "Put failed jobs back into their chats, payloads untouched") { ids, tail };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (open, stop) => parsed.GetRequiredValue(ids) is [All]
                ? RetryAllAsync(open, parsed.GetValue(tail), context, stop)
                : AllFailedJobs.ForEachAsync(open, parsed.GetRequiredValue(ids), "goes back into its chat", context,
                    (jobs, id) => jobs.RetryAsync(id, parsed.GetValue(tail), stop)),
            cancel));
        return command;
    }

    private static async Task<int> RetryAllAsync(IReadOnlyList<IUpdateQueue> queues, bool atTail, CommandContext context, CancellationToken cancel)
    {
        var count = 0;
        foreach (var queue in queues)
        {
            var ids = await IdsAsync(queue.FailedJobs, cancel);
            count += (await queue.FailedJobs.RetryAsync(ids, atTail, cancel)).Count;
        }

        await context.Out.WriteLineAsync($"{Counted.Jobs(count)} put back.");
        return ExitCode.Done;
    }

    private static async Task<List<string>> IdsAsync(IFailedJobs jobs, CancellationToken cancel)
    {
        var ids = new List<string>();
        await foreach (var job in jobs.ListAsync(cancel))
        {
            ids.Add(job.Id);
        }

        return ids;
    }
}
