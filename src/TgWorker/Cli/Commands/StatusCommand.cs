using System.CommandLine;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker status</c>.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var watch = new Option<bool>("--watch") { Description = "refresh the screen every second" };
        var command = new Command("status", "Show queues, lanes, workers, failed jobs and the oldest entry") { json, watch };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed, (open, stop) => ShowAsync(open, parsed.GetValue(json), parsed.GetValue(watch), context, stop), cancel));
        return command;
    }

    private static async Task<int> ShowAsync(
        IReadOnlyList<IUpdateQueue> queues, bool json, bool watch, CommandContext context, CancellationToken cancel)
    {
        while (true)
        {
            var statuses = new List<QueueStatus>();
            foreach (var queue in queues)
            {
                statuses.Add(await queue.GetStatusAsync(cancel));
            }

            if (watch && !json && context.TerminalWidth is not null)
            {
                // Home and clear below: what stood there is painted over without a flicker.
                await context.Out.WriteAsync("\x1b[H\x1b[J");
            }

            if (json)
            {
                await context.Out.WriteLineAsync(QueueStatusJson.Write(statuses));
            }
            else
            {
                QueueStatusText.Write(statuses, context);
            }

            if (!watch)
            {
                return ExitCode.Done;
            }

            await Task.Delay(Interval, context.Time, cancel);
        }
    }
}
