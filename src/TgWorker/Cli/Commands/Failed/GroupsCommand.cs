using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed groups</c>: the errors there are, with how often each happened.</summary>
internal static class GroupsCommand
{
    // Below this, the error would get what the other columns leave: too little to read.
    private const int WideEnough = 110;

    public static Command Create(QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var command = new Command("groups", "Count the failed jobs by error, most frequent first") { json };
        var filter = new FilterOptions(command, context.Time);
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed, (open, stop) => ShowAsync(open, filter.Read(parsed), parsed.GetValue(json), context, stop), cancel));
        return command;
    }

    private static async Task<int> ShowAsync(
        IReadOnlyList<IUpdateQueue> queues, FailedJobFilter filter, bool json, CommandContext context, CancellationToken cancel)
    {
        var groups = await FailedJobGroup.OfAsync(AllFailedJobs.ListAsync(queues, filter, cancel));
        if (json)
        {
            await context.Out.WriteLineAsync(JsonText.ListOf(groups, Write));
        }
        else if (groups.Count == 0)
        {
            await context.Out.WriteLineAsync("No failed jobs.");
        }
        else
        {
            WriteTable(groups, context);
        }

        return ExitCode.Done;
    }

    private static void WriteTable(IReadOnlyList<FailedJobGroup> groups, CommandContext context)
    {
        if (context.TerminalWidth < WideEnough)
        {
            new TextTable(["COUNT", "WHAT"], context.Out, context.TerminalWidth).Write([.. groups.Select(group => (
                new[] { Count(group) },
                new[] { group.Error, $"{group.Queue}, {When(group.First)} to {When(group.Last)}" }))]);
        }
        else
        {
            new TextTable(["COUNT", "FIRST", "LAST", "QUEUE", "ERROR"], context.Out, context.TerminalWidth)
                .Write([.. groups.Select(group => (
                new[] { Count(group), When(group.First), When(group.Last), group.Queue },
                new[] { group.Error }))]);
        }
    }

    private static string Count(FailedJobGroup group) => group.Count.ToString(CultureInfo.InvariantCulture);

    private static string When(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, FailedJobGroup group)
    {
        json.WriteStartObject();
        json.WriteNumber("count", group.Count);
        json.WriteString("first", group.First.UtcDateTime);
        json.WriteString("last", group.Last.UtcDateTime);
        json.WriteString("queue", group.Queue);
        json.WriteString("error", group.Error);
        json.WriteString("example", group.Example);
        json.WriteEndObject();
    }
}
