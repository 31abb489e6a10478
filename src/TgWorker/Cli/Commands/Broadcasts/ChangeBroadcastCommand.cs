using System.CommandLine;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Broadcasts;

/// <summary><c>tgworker broadcast pause | continue | cancel</c>.</summary>
internal static class ChangeBroadcastCommand
{
    public static Command Create(string name, string description, BroadcastState to, QueueCommand queues, CommandContext context)
    {
        var id = new Argument<string>("ID") { Description = "the broadcast's id, as 'broadcast list' shows it" };
        var command = new Command(name, description) { id };
        command.SetAction((parsed, cancel) =>
            queues.RunAsync(parsed, (open, stop) => ChangeAsync(open, parsed.GetValue(id)!, to, context, stop), cancel));
        return command;
    }

    private static async Task<int> ChangeAsync(
        IReadOnlyList<IUpdateQueue> queues, string id, BroadcastState to, CommandContext context, CancellationToken cancel)
    {
        if (await QueuedBroadcasts.FindAsync(queues, id, context, cancel) is not var (broadcasts, found))
        {
            return ExitCode.Failed;
        }

        var isDone = to switch
        {
            BroadcastState.Paused => await broadcasts.PauseAsync(id, cancel),
            BroadcastState.Sending => await broadcasts.ContinueAsync(id, cancel),
            _ => await broadcasts.CancelAsync(id, cancel),
        };
        var now = await broadcasts.FindAsync(id, cancel) ?? found;
        if (isDone)
        {
            await context.Out.WriteLineAsync($"{id}: {BroadcastView.State(now)}, {BroadcastView.Figures(now)}");
            return ExitCode.Done;
        }

        await context.Error.WriteLineAsync($"tgworker: {id} is {TerminalText.Escape(BroadcastView.State(now))}: nothing was changed.");
        return ExitCode.Failed;
    }
}
