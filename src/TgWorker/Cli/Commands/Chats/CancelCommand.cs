using System.CommandLine;
using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Chats;

/// <summary><c>tgworker chat cancel</c>: the handler that runs is told to stop, and its update becomes a failed job.</summary>
internal static class CancelCommand
{
    public static Command Create(QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var update = ChatUpdate.UpdateOption("only if this is the update that runs");
        var command = new Command(
            "cancel", "Cancel the handler of the update that runs; it becomes a failed job, and the chat goes on as after any other")
        {
            update, json,
        };
        var chat = new ChatOptions(command);
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (options, open, stop) => chat.Read(parsed, options, context) is { } lane
                ? CancelAsync(open, lane, parsed.GetValue(update), parsed.GetValue(json), context, stop)
                : Task.FromResult(ExitCode.Usage),
            cancel));
        return command;
    }

    private static async Task<int> CancelAsync(
        IReadOnlyList<IUpdateQueue> queues, string lane, long? update, bool json, CommandContext context, CancellationToken cancel)
    {
        if (await ChatUpdate.FindAsync(queues, lane, null, 1, cancel) is not { } first)
        {
            return ChangeRefused.Write(lane, "nothing runs there, and nothing waits", context);
        }

        var name = ChatText.Name(first.Job);
        if (update is { } expected && first.Job.Job.UpdateId != expected)
        {
            return ChangeRefused.Write(lane, $"update {expected} is not the first one, {name} is: nothing was done", context);
        }

        var change = await first.Queue.Lanes.CancelAsync(lane, first.Job.Handle, CommandAudit.Who, cancel);
        if (change.Kind != LaneChangeKind.Done)
        {
            return ChangeRefused.Write(
                lane, ChangeRefused.Why(change.Kind, name, await first.Queue.Lanes.LookAsync(lane, cancel)), context);
        }

        new ChatAnswer("cancelled", true,
            $"the handler of update {name} is told to stop, within a second; the update becomes a failed job unless the handler "
                + "finishes it. 'tgworker chat show' says whether it still runs")
            .Write(first.Queue.Name, lane, json, context);
        return ExitCode.Done;
    }
}
