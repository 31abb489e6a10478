using System.CommandLine;
using TgWorker.Core.FailedJobs;
using TgWorker.FailedJobs;
using TgWorker.Hosting.Lifetime;
using TgWorker.Redis.Diagnosing;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed export FILE</c>.</summary>
internal static class ExportCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var file = new Argument<string>("file") { HelpName = "FILE", Description = "a new file; - is standard output" };
        var command = new Command("export", "Write the failed jobs to a file, one JSON object per line") { file };
        var filter = new FilterOptions(command, context.Time);
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (open, stop) => ExportAsync(AllFailedJobs.ListAsync(open, filter.Read(parsed), stop), parsed.GetRequiredValue(file), context),
            cancel));
        return command;
    }

    private static async Task<int> ExportAsync(IAsyncEnumerable<FailedJob> jobs, string file, CommandContext context)
    {
        if (file == "-")
        {
            await WriteAsync(jobs, context.Out, context.Error);
            return ExitCode.Done;
        }

        try
        {
            long count;
            await using (var output = new StreamWriter(Path.Combine(context.WorkingDirectory, file), NewForOwnerOnly()))
            {
                count = await WriteAsync(jobs, output, context.Error);
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

    private static async Task<long> WriteAsync(IAsyncEnumerable<FailedJob> jobs, TextWriter output, TextWriter error)
    {
        var count = 0L;
        await foreach (var job in jobs)
        {
            if (job.UnreadBytes is { } bytes)
            {
                await error.WriteLineAsync(
                    $"tgworker: {TerminalText.Escape(job.Id)} is left out: {bytes} bytes that no worker has read, which this writes out: "
                        + $"tgworker failed show {ShellWord.Of(job.Id)} --raw");
                continue;
            }

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
