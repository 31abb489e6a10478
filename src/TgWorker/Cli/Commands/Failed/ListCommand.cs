using System.CommandLine;
using TgWorker.Core.FailedJobs;
using TgWorker.FailedJobs;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed list</c>.</summary>
internal static class ListCommand
{
    // Rows of one table; more come in further tables, so that a million failed jobs need no memory.
    private const int Page = 500;

    public static Command Create(QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var command = new Command("list", "List the failed jobs, the newest first") { json };
        var filter = new FilterOptions(command, context.Time);
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (open, stop) => parsed.GetValue(json)
                ? WriteJsonAsync(AllFailedJobs.ListAsync(open, filter.Read(parsed), stop), context)
                : WriteTableAsync(AllFailedJobs.ListAsync(open, filter.Read(parsed), stop), context),
            cancel));
        return command;
    }

    private static async Task<int> WriteJsonAsync(IAsyncEnumerable<FailedJob> jobs, CommandContext context)
    {
        var before = "[";
        await foreach (var job in jobs)
        {
            await context.Out.WriteAsync(before + FailedJobJson.Write(job));
            before = ",\n";
        }

        await context.Out.WriteLineAsync(before == "[" ? "[]" : "]");
        return ExitCode.Done;
    }

    private static async Task<int> WriteTableAsync(IAsyncEnumerable<FailedJob> jobs, CommandContext context)
    {
        var isFirst = true;
        var page = new List<FailedJob>();
        await foreach (var job in jobs)
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
