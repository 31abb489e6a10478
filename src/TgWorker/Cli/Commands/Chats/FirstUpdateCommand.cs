using System.CommandLine;
using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Chats;

/// <summary>The commands that do something to the first update of a chat, and only to the very one that was found.</summary>
internal static class FirstUpdateCommand
{
    /// <summary><c>tgworker chat skip</c>: it becomes a failed job.</summary>
    public static Command Skip(QueueCommand queues, CommandContext context, Option<bool> json) => Create(
        new Deed(
            "skip", "Make the first update of a chat a failed job and continue with the next; not while a worker runs it",
            "only if this is the chat's first update", "nothing waits there",
            static (lanes, lane, handle, stop) => lanes.SkipAsync(lane, handle, stop),
            static (name, change) => new ChatAnswer(
                "skipped", true, $"update {name} is the failed job {change.FailedJob} now; 'tgworker failed retry' puts it back")
            { FailedJob = change.FailedJob }),
        queues, context, json);

    /// <summary><c>tgworker chat cancel</c>: the handler that runs is told to stop, and its update becomes a failed job.</summary>
    public static Command Cancel(QueueCommand queues, CommandContext context, Option<bool> json) => Create(
        new Deed(
            "cancel", "Cancel the handler of the update that runs; it becomes a failed job, and the chat goes on as after any other",
            "only if this is the update that runs", "nothing runs there, and nothing waits",
            static (lanes, lane, handle, stop) => lanes.CancelAsync(lane, handle, CommandAudit.Who, stop),
            static (name, _) => new ChatAnswer(
                "cancelled", true,
                $"the handler of update {name} is told to stop, within a second; the update becomes a failed job unless the handler "
                    + "finishes it. 'tgworker chat show' says whether it still runs")),
        queues, context, json);

    private static Command Create(Deed deed, QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var update = ChatUpdate.UpdateOption(deed.OnlyIf);
        var command = new Command(deed.Verb, deed.Description) { update, json };
        var chat = new ChatOptions(command);
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (options, open, stop) => chat.Read(parsed, options, context) is { } lane
                ? RunAsync(deed, open, lane, parsed.GetValue(update), parsed.GetValue(json), context, stop)
                : Task.FromResult(ExitCode.Usage),
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        Deed deed, IReadOnlyList<IUpdateQueue> queues, string lane, long? update, bool json, CommandContext context,
        CancellationToken cancel)
    {
        if (await ChatUpdate.FindAsync(queues, lane, null, 1, cancel) is not { } first)
        {
            return ChangeRefused.Write(lane, deed.Nothing, context);
        }

        var name = ChatText.Name(first.Job);
        if (update is { } expected && first.Job.Job.UpdateId != expected)
        {
            return ChangeRefused.Write(lane, $"update {expected} is not the first one, {name} is: nothing was done", context);
        }

        var change = await deed.DoAsync(first.Queue.Lanes, lane, first.Job.Handle, cancel);
        if (change.Kind != LaneChangeKind.Done)
        {
            return ChangeRefused.Write(
                lane, ChangeRefused.Why(change.Kind, name, await first.Queue.Lanes.LookAsync(lane, cancel)), context);
        }

        deed.Answer(name, change).Write(first.Queue.Name, lane, json, context);
        return ExitCode.Done;
    }

    /// <summary>What one of the commands does, and says.</summary>
    private sealed record Deed(
        string Verb, string Description, string OnlyIf, string Nothing,
        Func<ILaneOperations, string, string, CancellationToken, Task<LaneChange>> DoAsync, Func<string, LaneChange, ChatAnswer> Answer);
}
