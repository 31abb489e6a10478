using System.CommandLine;
using System.Globalization;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Operating;
using TgWorker.Core.Queues;
using TgWorker.FailedJobs;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Sources;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed import FILE</c>: takes back what <c>export</c> wrote.</summary>
internal static class ImportCommand
{
    // Jobs that are added in one call.
    private const int Page = 100;

    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var again = new Option<bool>(
            "--again") { Description = "also add those that were retried since the export: they are handled again" };
        var file = new Argument<string>("file") { HelpName = "FILE", Description = "a file that 'failed export' wrote" };
        var command = new Command(
            "import", "Add the failed jobs from an exported file, byte for byte, except those that are there already or were retried "
                + "since") { file, again };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (options, open, stop) => ImportAsync(
                open, parsed.GetRequiredValue(file), parsed.GetValue(again), new EnvelopeReader(options.Queue.Envelopes(options.Laravel)),
                context, stop),
            cancel));
        return command;
    }

    private static async Task<int> ImportAsync(
        IReadOnlyList<IUpdateQueue> queues, string file, bool again, EnvelopeReader reader, CommandContext context,
        CancellationToken cancel)
    {
        var imported = default(ImportedJobs);
        try
        {
            // All lines are read once before the first job is added: a mistake in the last leaves nothing half done.
            var count = 0L;
            await foreach (var (_, _) in ReadAsync(queues, file, reader, context, cancel))
            {
                count++;
            }

            using var progress = new ProgressBar(context);
            var done = 0L;
            await foreach (var page in ReadAsync(queues, file, reader, context, cancel).Chunk(Page).WithCancellation(cancel))
            {
                foreach (var jobs in page.GroupBy(its => its.Queue, its => its.Job))
                {
                    imported += await jobs.Key.FailedJobs.ImportAsync([.. jobs], again, cancel);
                }

                progress.Report(new WorkDone(done += page.Length, count));
            }
        }
        catch (FormatException e)
        {
            await context.Error.WriteLineAsync($"tgworker: {TerminalText.Escape(e.Message)}; nothing was added.");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"tgworker: cannot read '{file}': {ReadFault.Of(e)}.");
            return ExitCode.Failed;
        }

        await context.Out.WriteLineAsync(
            $"{Counted.Jobs(imported.Added)} added{(imported.Known > 0 ? $", {imported.Known} were there already" : "")}"
            + (imported.PutBack > 0
                ? $", {imported.PutBack} were put back into their chats since they were exported (--again adds them too)." : "."));
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<(IUpdateQueue Queue, FailedJob Job)> ReadAsync(
        IReadOnlyList<IUpdateQueue> queues, string file, EnvelopeReader reader, CommandContext context,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        using var lines = new StreamReader(Path.Combine(context.WorkingDirectory, file));
        for (var number = 1; await lines.ReadLineAsync(cancel) is { } line; number++)
        {
            if (line.Length > 0)
            {
                yield return Read(queues, line, string.Create(CultureInfo.InvariantCulture, $"{file} line {number}"), reader);
            }
        }
    }

    private static (IUpdateQueue Queue, FailedJob Job) Read(
        IReadOnlyList<IUpdateQueue> queues, string line, string where, EnvelopeReader reader)
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
