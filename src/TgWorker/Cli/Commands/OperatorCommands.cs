using System.CommandLine;
using TgWorker.Cli.Commands.Draining;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker pause | continue | restart | drain | clear</c>: an operator's wishes, for all workers of a queue.</summary>
internal static class OperatorCommands
{
    public static IEnumerable<Command> Create(QueueCommand queues, CommandContext context)
    {
        yield return Create("pause", "Stop claiming updates until 'continue'; running ones end", queues, context,
            async (queue, stop) =>
            {
                await queue.PauseAsync(stop);
                return "paused";
            });
        yield return Create("continue", "End a pause", queues, context,
            async (queue, stop) =>
            {
                await queue.ContinueAsync(stop);
                return "continued";
            });
        yield return Create("restart", "Ask all workers to exit after their running jobs, for their supervisor to start them again", queues, context,
            async (queue, stop) =>
            {
                await queue.RequestRestartAsync(stop);
                return "workers asked to restart";
            });
        yield return DrainCommand.Create(queues, context);
        yield return CreateClear(queues, context);
    }

    private static Command CreateClear(QueueCommand queues, CommandContext context)
    {
        var force = new Option<bool>("--force") { Description = "do not ask" };
        var command = new Command("clear", "Delete all updates of the queue, except those that run now") { force };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (open, stop) => parsed.GetValue(force)
                || Confirmation.Ask(context,
                    $"Delete all entries of {TerminalText.Escape(string.Join(", ", open.Select(queue => queue.Name)))}?")
                ? EachQueue.RunAsync(open, context, (queue, token) => ClearAsync(queue, context, token), stop)
                : Task.FromResult(ExitCode.Failed),
            cancel));
        return command;
    }

    private static async Task<string> ClearAsync(IQueueOperations queue, CommandContext context, CancellationToken cancel)
    {
        using var progress = new ProgressBar(context);
        return $"{Counted.Jobs(await queue.ClearAsync(progress, cancel))} deleted";
    }

    private static Command Create(
        string name, string description, QueueCommand queues, CommandContext context,
        Func<IQueueOperations, CancellationToken, Task<string>> act)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed, (open, stop) => EachQueue.RunAsync(open, context, act, stop), cancel));
        return command;
    }
}
