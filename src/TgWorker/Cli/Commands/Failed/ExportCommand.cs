using System.CommandLine;
using TgWorker.FailedJobs;
using TgWorker.Queues;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed export FILE</c>.</summary>
internal static class ExportCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var file = new Argument<string>("file") { HelpName = "FILE", Description = "a new file; - is standard output" };
        var command = new Command("export", "Write the failed jobs to a file, one JSON object per line") { file };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed, (open, stop) => ExportAsync(open, parsed.GetRequiredValue(file), context, stop), cancel));
        return command;
    }

    private static async Task<int> ExportAsync(IReadOnlyList<IUpdateQueue> queues, string file, CommandContext context, CancellationToken cancel)
    {
        if (file == "-")
        {
            await WriteAsync(queues, context.Out, cancel);
            return ExitCode.Done;
        }

        try
        {
            long count;
            await using (var output = new StreamWriter(Path.Combine(context.WorkingDirectory, file), NewForOwnerOnly()))
            {
                count = await WriteAsync(queues, output, cancel);
            }

            await context.Out.WriteLineAsync($"{Counted.Jobs(count)} written to {file}.");
            return ExitCode.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"tgworker: cannot write '{file}': {TerminalText.Escape(e.Message)}");
            return ExitCode.Failed;
        }
    }

    private static async Task<long> WriteAsync(IReadOnlyList<IUpdateQueue> queues, TextWriter output, CancellationToken cancel)
    {
        var count = 0L;
        await foreach (var job in AllFailedJobs.ListAsync(queues, cancel))
        {
            await output.WriteAsync(FailedJobJson.Write(job) + "\n");
            count++;
        }

        return count;
    }

    // Messages of people are in it; and an export that stands already may be the only copy of what was flushed since.
    private static FileStreamOptions NewForOwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
