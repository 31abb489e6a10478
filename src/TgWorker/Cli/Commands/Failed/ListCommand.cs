using System.CommandLine;
using TgWorker.FailedJobs;
using TgWorker.Queues;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed list</c>.</summary>
internal static class ListCommand
{
    // Rows of one table; more come in further tables, so that a million failed jobs need no memory.
    private const int Page = 500;

    public static Command Create(QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var command = new Command("list", "List the failed jobs, the newest first") { json };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            parsed.GetValue(json) ? (open, stop) => WriteJsonAsync(open, context, stop) : (open, stop) => WriteTableAsync(open, context, stop),
            cancel));
        return command;
    }

    private static async Task<int> WriteJsonAsync(IReadOnlyList<IUpdateQueue> queues, CommandContext context, CancellationToken cancel)
    {
        var before = "[";
        await foreach (var job in AllFailedJobs.ListAsync(queues, cancel))
        {
            await context.Out.WriteAsync(before + FailedJobJson.Write(job));
            before = ",\n";
        }

        await context.Out.WriteLineAsync(before == "[" ? "[]" : "]");
        return ExitCode.Done;
    }

    private static async Task<int> WriteTableAsync(IReadOnlyList<IUpdateQueue> queues, CommandContext context, CancellationToken cancel)
    {
        var isFirst = true;
        var page = new List<FailedJob>();
        await foreach (var job in AllFailedJobs.ListAsync(queues, cancel))
        {
            page.Add(job);
            if (page.Count == Page)
            {
                TableWriter.Write(context, FailedJobTable.Create(page, context.TerminalWidth, isFirst));
                page.Clear();
                isFirst = false;
            }
        }

        if (page.Count > 0)
        {
            TableWriter.Write(context, FailedJobTable.Create(page, context.TerminalWidth, isFirst));
        }
        else if (isFirst)
        {
            await context.Out.WriteLineAsync("No failed jobs.");
        }

        return ExitCode.Done;
    }
}
