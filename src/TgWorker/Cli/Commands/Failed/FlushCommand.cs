using System.CommandLine;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed flush</c>.</summary>
internal static class FlushCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var force = new Option<bool>("--force") { Description = "do not ask" };
        var command = new Command("flush", "Delete all failed jobs") { force };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed, (open, stop) => FlushAsync(open, parsed.GetValue(force), context, stop), cancel));
        return command;
    }

    private static async Task<int> FlushAsync(
        IReadOnlyList<IUpdateQueue> queues, bool force, CommandContext context, CancellationToken cancel)
    {
        var names = string.Join(", ", queues.Select(queue => queue.Name));
        if (!force && !Confirmation.Ask(context, $"Delete all failed jobs of {TerminalText.Escape(names)}?"))
        {
            return ExitCode.Failed;
        }

        var count = 0L;
        using (var progress = new ProgressBar(context))
        {
            foreach (var queue in queues)
            {
                count += await queue.FailedJobs.FlushAsync(progress, cancel);
            }
        }

        await context.Out.WriteLineAsync($"{Counted.Jobs(count)} deleted.");
        return ExitCode.Done;
    }
}
