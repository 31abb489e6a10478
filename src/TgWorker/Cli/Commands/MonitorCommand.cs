using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker monitor --max N</c>, for alerting.</summary>
internal static class MonitorCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var max = new Option<long>("--max")
        {
            HelpName = "N",
            Description = "the longest a queue may be, including delayed jobs and those in chats",
            Required = true,
            CustomParser = Limit,
        };
        var command = new Command("monitor", "Exit with 1 if a queue is longer than --max") { max };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed, (open, stop) => CompareAsync(open, parsed.GetValue(max), context, stop), cancel));
        return command;
    }

    private static async Task<int> CompareAsync(
        IReadOnlyList<IUpdateQueue> queues, long max, CommandContext context, CancellationToken cancel)
    {
        var exitCode = ExitCode.Done;
        foreach (var queue in queues)
        {
            var status = await queue.GetStatusAsync(cancel);
            var length = status.Pending + status.Delayed + status.InLanes;
            await context.Out.WriteLineAsync(
                $"{TerminalText.Escape(queue.Name)}: {Counted.Jobs(length)}{(length > max ? $", more than {max}" : "")}");
            exitCode = length > max ? ExitCode.Failed : exitCode;
        }

        return exitCode;
    }

    private static long Limit(ArgumentResult argument)
    {
        if (long.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
        {
            return limit;
        }

        argument.AddError($"--max: '{argument.Tokens[0].Value}' is not a whole number of 0 or more");
        return 0;
    }
}
