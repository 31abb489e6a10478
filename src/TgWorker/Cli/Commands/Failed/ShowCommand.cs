using System.CommandLine;
using TgWorker.Core.Queues;
using TgWorker.FailedJobs;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed show ID</c>.</summary>
internal static class ShowCommand
{
    public static Command Create(QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var id = new Argument<string>("id") { HelpName = "ID", Description = "the failed job's id" };
        var command = new Command("show", "Show all of one failed job, its payload too") { id, json };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed, (open, stop) => ShowAsync(open, parsed.GetRequiredValue(id), parsed.GetValue(json), context, stop), cancel));
        return command;
    }

    private static async Task<int> ShowAsync(
        IReadOnlyList<IUpdateQueue> queues, string id, bool json, CommandContext context, CancellationToken cancel)
    {
        foreach (var queue in queues)
        {
            if (await queue.FailedJobs.FindAsync(id, cancel) is { } job)
            {
                if (json)
                {
                    await context.Out.WriteLineAsync(FailedJobJson.Write(job));
                }
                else
                {
                    FailedJobDetails.Write(job, context.Out);
                }

                return ExitCode.Done;
            }
        }

        return AllFailedJobs.Unknown(id, context);
    }
}
