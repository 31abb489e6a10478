using System.CommandLine;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Timers;

/// <summary><c>tgworker timers cancel</c>.</summary>
internal static class CancelTimerCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var id = new Argument<string>("ID") { Description = "the timer's id, as 'timers list' shows it" };
        var command = new Command("cancel", "Remove a timer") { id };
        command.SetAction((parsed, cancel) =>
            queues.RunAsync(parsed, (open, stop) => CancelAsync(open, parsed.GetValue(id)!, context, stop), cancel));
        return command;
    }

    private static async Task<int> CancelAsync(
        IReadOnlyList<IUpdateQueue> queues, string id, CommandContext context, CancellationToken cancel)
    {
        foreach (var queue in queues)
        {
            if (queue.Timers is { } timers && await timers.CancelAsync(id, cancel))
            {
                await context.Out.WriteLineAsync($"{TerminalText.Escape(queue.Name)}: {TerminalText.Escape(id)} cancelled");
                return ExitCode.Done;
            }
        }

        await context.Error.WriteLineAsync(
            $"tgworker: there is no timer '{TerminalText.Escape(id)}': it has gone off, or has another id in 'tgworker timers list'.");
        return ExitCode.Failed;
    }
}
