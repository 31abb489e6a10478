using System.CommandLine;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Draining;

/// <summary><c>tgworker drain</c>: unfinished jobs back onto the list, or into a file.</summary>
internal static class DrainCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var to = new Option<string>("--to")
        {
            HelpName = "FILE", Description = "write them to this file instead, for 'tgworker push --from FILE' here or elsewhere",
        };
        var command = new Command(
            "drain", "Put all unfinished jobs back on the list, in order, for Laravel's workers, or write them to a file") { to };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (open, stop) => parsed.GetValue(to) is { } file
                ? ToFileAsync(open, Path.Combine(context.WorkingDirectory, file), context, stop)
                : EachQueue.RunAsync(open, context, (queue, token) => OntoTheListAsync(queue, context, token), stop),
            cancel));
        return command;
    }

    private static async Task<string> OntoTheListAsync(IQueueOperations queue, CommandContext context, CancellationToken cancel)
    {
        using var progress = new ProgressBar(context);
        return $"{Counted.Jobs(await queue.DrainAsync(progress, cancel))} put back on the list";
    }

    private static async Task<int> ToFileAsync(
        IReadOnlyList<IUpdateQueue> queues, string path, CommandContext context, CancellationToken cancel)
    {
        if (queues.Count > 1)
        {
            await context.Error.WriteLineAsync("tgworker: --to takes one queue: name it with --queue");
            return ExitCode.Usage;
        }

        try
        {
            return await EachQueue.RunAsync(
                queues, context, (queue, stop) => DrainAsync(queues[0].Name, queue, path, context, stop), cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync("tgworker: " + TerminalText.Escape(e.Message));
            return ExitCode.Failed;
        }
    }

    private static async Task<string> DrainAsync(
        string name, IQueueOperations queue, string path, CommandContext context, CancellationToken cancel)
    {
        using var file = DrainedFile.OpenToAdd(path, name);
        using var progress = new ProgressBar(context);
        return $"{Counted.Jobs(await QueueFileDrain.DrainAsync(queue, file, progress, cancel))} taken to {path}";
    }
}
