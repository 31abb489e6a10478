using System.CommandLine;
using System.Globalization;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;
using TgWorker.FailedJobs;
using TgWorker.Hosting.Lifetime;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed import FILE</c>: takes back what <c>export</c> wrote.</summary>
internal static class ImportCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var file = new Argument<string>("file") { HelpName = "FILE", Description = "a file that 'failed export' wrote" };
        var command = new Command("import", "Add the failed jobs of an exported file, payloads byte for byte; those that are there already are left alone") { file };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed, (open, stop) => ImportAsync(open, parsed.GetRequiredValue(file), context, stop), cancel));
        return command;
    }

    private static async Task<int> ImportAsync(IReadOnlyList<IUpdateQueue> queues, string file, CommandContext context, CancellationToken cancel)
    {
        var (added, known) = (0L, 0L);
        try
        {
            // All lines are read once before the first job is added: a mistake in the last leaves nothing half done.
            await foreach (var (_, _) in ReadAsync(queues, file, context, cancel))
            {
            }

            await foreach (var (queue, job) in ReadAsync(queues, file, context, cancel))
            {
                if (await queue.FailedJobs.ImportAsync(job, cancel))
                {
                    added++;
                }
                else
                {
                    known++;
                }
            }
        }
        catch (FormatException e)
        {
            await context.Error.WriteLineAsync($"tgworker: {TerminalText.Escape(e.Message)}; nothing was added.");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"tgworker: cannot read '{file}': {TerminalText.Escape(e.Message)}");
            return ExitCode.Failed;
        }

        await context.Out.WriteLineAsync($"{Counted.Jobs(added)} added{(known > 0 ? $", {known} were there already" : "")}.");
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<(IUpdateQueue Queue, FailedJob Job)> ReadAsync(
        IReadOnlyList<IUpdateQueue> queues, string file, CommandContext context, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var reader = new EnvelopeReader(new EnvelopeOptions());
        using var lines = new StreamReader(Path.Combine(context.WorkingDirectory, file));
        for (var number = 1; await lines.ReadLineAsync(cancel) is { } line; number++)
        {
            if (line.Length > 0)
            {
                yield return Read(queues, line, string.Create(CultureInfo.InvariantCulture, $"{file} line {number}"), reader);
            }
        }
    }

    private static (IUpdateQueue Queue, FailedJob Job) Read(IReadOnlyList<IUpdateQueue> queues, string line, string where, EnvelopeReader reader)
    {
        FailedJob job;
        try
        {
            job = FailedJobLine.Read(line, reader);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{where} {e.Message}", e);
        }

        var queue = queues.FirstOrDefault(queue => queue.Name == job.Queue)
            ?? throw new FormatException($"{where} is of queue '{job.Queue}': name it with --queue");
        return (queue, job);
    }
}
