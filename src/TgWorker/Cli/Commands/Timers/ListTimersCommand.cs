using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using TgWorker.Core.Queues;
using TgWorker.Core.Timers;
using TgWorker.FailedJobs;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Timers;

/// <summary><c>tgworker timers list</c>.</summary>
internal static class ListTimersCommand
{
    // Rows that are laid out together, so that a million timers need no memory.
    private const int Page = 500;

    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var chat = new Option<long?>("--chat") { Description = "only those of this chat", HelpName = "ID" };
        var bot = new Option<string?>("--bot") { Description = "only those of this bot", HelpName = "NAME" };
        var command = new Command("list", "List the pending timers, next one first") { chat, bot, json };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (open, stop) =>
            {
                var timers = AllAsync(open, timer => IsMeant(timer, parsed.GetValue(chat), parsed.GetValue(bot)), stop);
                return parsed.GetValue(json) ? WriteJsonAsync(timers, context) : WriteTableAsync(timers, context);
            },
            cancel));
        return command;
    }

    private static bool IsMeant(PendingTimer timer, long? chat, string? bot) =>
        (chat is null || ChatOfLane.Number(timer.Lane) == chat)
            && (bot is null || timer.Lane.StartsWith(Uri.EscapeDataString(bot) + ":", StringComparison.Ordinal));

    private static async IAsyncEnumerable<(string Queue, PendingTimer Timer)> AllAsync(
        IReadOnlyList<IUpdateQueue> queues, Func<PendingTimer, bool> isMeant, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var queue in queues)
        {
            if (queue.Timers is { } timers)
            {
                await foreach (var timer in timers.ListAsync(cancel))
                {
                    if (isMeant(timer))
                    {
                        yield return (queue.Name, timer);
                    }
                }
            }
        }
    }

    private static async Task<int> WriteJsonAsync(IAsyncEnumerable<(string Queue, PendingTimer Timer)> timers, CommandContext context)
    {
        var before = "[";
        await foreach (var (queue, timer) in timers)
        {
            await context.Out.WriteAsync(before + JsonText.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("id", timer.Id);
                json.WriteString("queue", queue);
                json.WriteString("lane", timer.Lane);
                json.WriteString("name", timer.Name);
                json.WriteString("due", timer.Due);
                json.WriteString("repeat", timer.Repeat?.Text);
                json.WriteEndObject();
            }));
            before = ",\n";
        }

        await context.Out.WriteLineAsync(before == "[" ? "[]" : "]");
        return ExitCode.Done;
    }

    private static async Task<int> WriteTableAsync(IAsyncEnumerable<(string Queue, PendingTimer Timer)> timers, CommandContext context)
    {
        var table = new TextTable(["ID", "DUE", "REPEATS"], context.Out, context.TerminalWidth);
        var isEmpty = true;
        await foreach (var page in timers.Select(found => Row(found.Timer)).Chunk(Page))
        {
            isEmpty = false;
            table.Write(page);
        }

        if (isEmpty)
        {
            await context.Out.WriteLineAsync("No timers are pending.");
        }

        return ExitCode.Done;
    }

    private static (string[] Cells, string[] Last) Row(PendingTimer timer) => (
        [timer.Id, NearestSecond(timer.Due).ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)],
        [timer.Repeat?.Text ?? ""]);

    private static DateTimeOffset NearestSecond(DateTimeOffset time) => time.AddMilliseconds(500);
}
