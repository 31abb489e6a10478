using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Chats;

/// <summary><c>tgworker chat paused</c>: which chats are paused.</summary>
internal static class PausedChatsCommand
{
    private const int Most = 10_000;

    public static Command Create(QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var command = new Command("paused", "List the chats that are paused") { json };
        command.SetAction((parsed, cancel) =>
            queues.RunAsync(parsed, (open, stop) => ListAsync(open, parsed.GetValue(json), context, stop), cancel));
        return command;
    }

    private static async Task<int> ListAsync(
        IReadOnlyList<IUpdateQueue> queues, bool json, CommandContext context, CancellationToken cancel)
    {
        var paused = new List<(string Queue, PausedLane Lane)>();
        foreach (var queue in queues)
        {
            paused.AddRange((await queue.Lanes.ListPausedAsync(Most, cancel)).OrderBy(lane => lane.Since)
                .Select(lane => (queue.Name, lane)));
        }

        if (json)
        {
            await context.Out.WriteLineAsync(JsonText.ListOf(paused, Write));
        }
        else if (paused.Count == 0)
        {
            await context.Out.WriteLineAsync("No chat is paused.");
        }
        else
        {
            new TextTable(["CHAT", "SINCE", "QUEUE"], context.Out, context.TerminalWidth).Write([.. paused.Select(its => (
                new[] { its.Lane.Lane, its.Lane.Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) },
                new[] { its.Queue }))]);
        }

        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter json, (string Queue, PausedLane Lane) its)
    {
        json.WriteStartObject();
        json.WriteString("queue", its.Queue);
        json.WriteString("lane", its.Lane.Lane);
        json.WriteString("since", its.Lane.Since.UtcDateTime);
        json.WriteEndObject();
    }
}
