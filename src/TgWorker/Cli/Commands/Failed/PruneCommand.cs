using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Failed;

/// <summary><c>tgworker failed prune --hours N</c>, as <c>queue:prune-failed</c>.</summary>
internal static class PruneCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        // Laravel's default is a day.
        var hours = new Option<double>(
            "--hours") { HelpName = "N", Description = "older than this [24]", DefaultValueFactory = _ => 24, CustomParser = Hours };
        var command = new Command("prune", "Delete old failed jobs, except those that stop a chat") { hours };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed, (open, stop) => PruneAsync(open, context.Time.GetUtcNow().AddHours(-parsed.GetValue(hours)), context, stop), cancel));
        return command;
    }

    private static async Task<int> PruneAsync(
        IReadOnlyList<IUpdateQueue> queues, DateTimeOffset before, CommandContext context, CancellationToken cancel)
    {
        var pruned = 0L;
        using (var progress = new ProgressBar(context))
        {
            foreach (var queue in queues)
            {
                pruned += await queue.FailedJobs.PruneAsync(before, progress, cancel);
            }
        }

        await context.Out.WriteLineAsync($"{Counted.Jobs(pruned)} deleted.");
        return ExitCode.Done;
    }

    private static double Hours(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours < 1_000_000)
        {
            return hours;
        }

        argument.AddError($"--hours: '{text}' is not a number of hours of 0 or more");
        return 0;
    }
}
