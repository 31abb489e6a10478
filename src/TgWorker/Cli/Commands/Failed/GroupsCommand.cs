using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;
using TgWorker.FailedJobs;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed groups</c>: the errors there are, with how often each happened.</summary>
internal static class GroupsCommand
{
    public static Command Create(QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var command = new Command("groups", "Count the failed jobs by error, the most frequent first") { json };
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
            TableWriter.Write(context, Table(groups));
        }

        return ExitCode.Done;
    }

    private static Table Table(IReadOnlyList<FailedJobGroup> groups)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var title in (string[])["COUNT", "FIRST", "LAST", "QUEUE"])
        {
            table.AddColumn(new TableColumn(new Text(title)).NoWrap());
        }

        table.AddColumn(new TableColumn(new Text("ERROR")));
        foreach (var group in groups)
        {
            table.AddRow(new[] { group.Count.ToString(CultureInfo.InvariantCulture), When(group.First), When(group.Last), group.Queue, group.Error }
                .Select(cell => new Text(TerminalText.Escape(cell))));
        }

        return table;
    }

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
