using System.CommandLine;
using TgWorker.Core.FailedJobs;
using TgWorker.FailedJobs;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed list</c>.</summary>
internal static class ListCommand
{
    // Rows that are laid out together, so that a million failed jobs need no memory.
    private const int Page = 500;

    public static Command Create(QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var command = new Command("list", "List the failed jobs, newest first") { json };
        AddTo(command, queues, context, json);
        return command;
    }

    /// <summary>Lets a command list the failed jobs, with the options that say which.</summary>
    public static void AddTo(Command command, QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var filter = new FilterOptions(command, context.Time);
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (open, stop) => parsed.GetValue(json)
                ? WriteJsonAsync(AllFailedJobs.ListAsync(open, filter.Read(parsed), stop), context)
                : WriteTableAsync(AllFailedJobs.ListAsync(open, filter.Read(parsed), stop), context),
            cancel));
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
        var table = new FailedJobTable(context.Out, context.TerminalWidth);
        var isEmpty = true;
        await foreach (var page in jobs.Chunk(Page))
        {
            isEmpty = false;
            table.Write(page);
        }

        if (isEmpty)
        {
            await context.Out.WriteLineAsync("No failed jobs.");
        }

        return ExitCode.Done;
    }
}
