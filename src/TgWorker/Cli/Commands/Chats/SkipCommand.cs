using System.CommandLine;
using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Chats;

/// <summary><c>tgworker chat skip</c>: the first update of a chat becomes a failed job.</summary>
internal static class SkipCommand
{
    public static Command Create(QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var update = ChatUpdate.UpdateOption("only if this is the chat's first update");
        var command = new Command(
            "skip", "Make the first update of a chat a failed job and continue with the next; not while a worker runs it")
        {
            update, json,
        };
        var chat = new ChatOptions(command);
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (options, open, stop) => chat.Read(parsed, options, context) is { } lane
                ? SkipAsync(open, lane, parsed.GetValue(update), parsed.GetValue(json), context, stop)
                : Task.FromResult(ExitCode.Usage),
            cancel));
        return command;
    }

    private static async Task<int> SkipAsync(
        IReadOnlyList<IUpdateQueue> queues, string lane, long? update, bool json, CommandContext context, CancellationToken cancel)
    {
        if (await ChatUpdate.FindAsync(queues, lane, null, 1, cancel) is not { } first)
        {
            return ChangeRefused.Write(lane, "nothing waits there", context);
        }

        var name = ChatText.Name(first.Job);
        if (update is { } expected && first.Job.Job.UpdateId != expected)
        {
            return ChangeRefused.Write(lane, $"update {expected} is not the first one, {name} is: nothing was done", context);
        }

        var change = await first.Queue.Lanes.SkipAsync(lane, first.Job.Handle, cancel);
        if (change.Kind != LaneChangeKind.Done)
        {
            return ChangeRefused.Write(
                lane, ChangeRefused.Why(change.Kind, name, await first.Queue.Lanes.LookAsync(lane, cancel)), context);
        }

        new ChatAnswer("skipped", true,
            $"update {name} is the failed job {change.FailedJob} now; 'tgworker failed retry' puts it back") { FailedJob =
                change.FailedJob }
            .Write(first.Queue.Name, lane, json, context);
        return ExitCode.Done;
    }
}
