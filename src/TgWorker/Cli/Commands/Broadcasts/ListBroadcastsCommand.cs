using System.CommandLine;
using TgWorker.Bots;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Broadcasts;

/// <summary><c>tgworker broadcast list</c>.</summary>
internal static class ListBroadcastsCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var command = new Command("list", "List the broadcasts, newest first; finished ones are kept for 30 days") { json };
        command.SetAction((parsed, cancel) =>
            queues.RunAsync(parsed, (open, stop) => ListAsync(open, parsed.GetValue(json), context, stop), cancel));
        return command;
    }

    private static async Task<int> ListAsync(
        IReadOnlyList<IUpdateQueue> queues, bool json, CommandContext context, CancellationToken cancel)
    {
        var found = new List<Broadcast>();
        foreach (var (_, broadcasts) in QueuedBroadcasts.Of(queues, context.Time))
        {
            found.AddRange(await broadcasts.ListAsync(cancel));
        }

        if (json)
        {
            await context.Out.WriteLineAsync(JsonText.ListOf(found, BroadcastView.Write));
        }
        else if (found.Count == 0)
        {
            await context.Out.WriteLineAsync("There are no broadcasts.");
        }
        else
        {
            new TextTable(["ID", "TITLE", "STATE", "BEGAN", "FIGURES"], context.Out, context.TerminalWidth).Write(
                [.. found.Select(its => (
                    new[] { its.Id, its.Title, its.State.ToString().ToLowerInvariant(), BroadcastView.Time(its.Created) },
                    new[] { BroadcastView.Figures(its) }))]);
        }

        return ExitCode.Done;
    }
}
