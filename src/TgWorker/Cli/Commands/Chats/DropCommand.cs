using System.CommandLine;
using System.Globalization;
using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;
using TgWorker.Core.Updates;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Chats;

/// <summary><c>tgworker chat drop</c>: deletes one waiting update.</summary>
internal static class DropCommand
{
    public static Command Create(QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var update = ChatUpdate.UpdateOption($"the update_id; looked for among the first {ChatUpdate.MostSearched}");
        var position = new Option<long?>(
            "--position") { HelpName = "N",
            Description = "its position in the chat's line, as in 'chat show'; for updates without an id" };
        var yes = new Option<bool>("--yes") { Description = "do not ask" };
        var command = new Command(
            "drop", "Delete one waiting update of a chat; not while a worker runs it") { update, position, yes, json };
        var chat = new ChatOptions(command);
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (options, open, stop) => chat.Read(parsed, options, context) is { } lane
                ? DropAsync(open, lane, parsed.GetValue(update), parsed.GetValue(position), parsed.GetValue(yes), parsed.GetValue(json),
                    context, stop)
                : Task.FromResult(ExitCode.Usage),
            cancel));
        return command;
    }

    private static async Task<int> DropAsync(
        IReadOnlyList<IUpdateQueue> queues, string lane, long? update, long? position, bool yes, bool json, CommandContext context,
        CancellationToken cancel)
    {
        if (update is null == (position is null) || position < 1)
        {
            await context.Error.WriteLineAsync("tgworker: say which update is meant: --update with its id, or --position from 1 on.");
            return ExitCode.Usage;
        }

        if (await ChatUpdate.FindAsync(queues, lane, update, position, cancel) is not { } found)
        {
            return ChangeRefused.Write(
                lane, update is null ? $"nothing stands at position {position}"
                    : $"update {update} is not among the first {ChatUpdate.MostSearched} of the chat", context);
        }

        var name = ChatText.Name(found.Job);
        var what = string.Create(
            CultureInfo.InvariantCulture, $"update {name} at position {found.Job.Position + 1} ({UpdateSummary.Of(found.Job.Job)})");
        if (!yes && !Confirmation.Ask(context, $"Delete {TerminalText.Escape(what)} of {TerminalText.Escape(lane)} for good?", "--yes"))
        {
            return ExitCode.Failed;
        }

        var change = await found.Queue.Lanes.DropAsync(lane, found.Job.Handle, cancel);
        if (change.Kind != LaneChangeKind.Done)
        {
            return ChangeRefused.Write(
                lane, ChangeRefused.Why(change.Kind, name, await found.Queue.Lanes.LookAsync(lane, cancel)), context);
        }

        new ChatAnswer("dropped", true, $"{what} is deleted").Write(found.Queue.Name, lane, json, context);
        return ExitCode.Done;
    }
}
