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
        yield return CreatePause(queues, context);
        yield return CreateContinue(queues, context);
        yield return Create("restart", "Ask all workers to exit after their running jobs, for their supervisor to start them again", queues, context,
            async (queue, stop) =>
            {
                await queue.RequestRestartAsync(stop);
                return "workers asked to restart";
            });
        yield return DrainCommand.Create(queues, context);
        yield return CreateClear(queues, context);
    }

    private static Command CreatePause(QueueCommand queues, CommandContext context)
    {
        var bot = new Option<string?>("--bot")
        {
            Description = "pause this bot alone: its updates wait, other bots' are handled", HelpName = "NAME",
        };
        return Create(
            "pause", "Stop claiming updates until 'continue'; running ones end", queues, context, bot,
            async (queue, name, stop) =>
            {
                if (name is not null)
                {
                    return $"bot {Shown(name)} {(await queue.PauseBotAsync(name, stop) ? "paused" : "was paused already")}";
                }

                await queue.PauseAsync(stop);
                return "paused";
            });
    }

    private static Command CreateContinue(QueueCommand queues, CommandContext context)
    {
        var bot = new Option<string?>("--bot") { Description = "end the pause of this bot", HelpName = "NAME" };
        return Create("continue", "End a pause", queues, context, bot, async (queue, name, stop) =>
        {
            if (name is not null)
            {
                return $"bot {Shown(name)} {(await queue.ContinueBotAsync(name, stop) ? "continued" : "was not paused")}";
            }

            await queue.ContinueAsync(stop);
            return "continued";
        });
    }

    private static string Shown(string bot) => bot.Length > 0 ? TerminalText.Escape(bot) : "(no name)";

    private static Command Create(
        string name, string description, QueueCommand queues, CommandContext context, Option<string?> bot,
        Func<IQueueOperations, string?, CancellationToken, Task<string>> act)
    {
        var command = new Command(name, description) { bot };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (open, stop) => EachQueue.RunAsync(open, context, (queue, token) => act(queue, parsed.GetValue(bot), token), stop),
            cancel));
        return command;
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
