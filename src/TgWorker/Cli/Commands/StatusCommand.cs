using System.CommandLine;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;
using TgWorker.Screens;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker status</c>.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var watch = new Option<bool>("--watch") { Description = "refresh the screen every second" };
        var command = new Command("status", "Show queues, chats, workers, failed jobs and the longest wait") { json, watch };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed, (open, stop) => ShowAsync(open, parsed.GetValue(json), parsed.GetValue(watch), context, stop), cancel));
        return command;
    }

    private static async Task<int> ShowAsync(
        IReadOnlyList<IUpdateQueue> queues, bool json, bool watch, CommandContext context, CancellationToken cancel)
    {
        var screen = watch && !json && context.TerminalWidth is not null ? new StatusBlock(context.Out) : null;
        while (true)
        {
            var statuses = new List<QueueStatus>();
            foreach (var queue in queues)
            {
                statuses.Add(await queue.GetStatusAsync(cancel));
            }

            if (json)
            {
                await context.Out.WriteLineAsync(QueueStatusJson.Write(statuses));
            }
            else if (screen is null)
            {
                QueueStatusText.Write(statuses, context.Out, context.TerminalWidth);
            }
            else
            {
                screen.Show([], Lines(statuses, context));
            }

            if (!watch)
            {
                return ExitCode.Done;
            }

            await Task.Delay(Interval, context.Time, cancel);
        }
    }

    // Not more than the terminal is high, or it would scroll.
    private static List<string> Lines(IReadOnlyList<QueueStatus> statuses, CommandContext context)
    {
        var text = new StringWriter();
        QueueStatusText.Write(statuses, text, context.TerminalWidth);
        List<string> lines = [.. text.ToString().TrimEnd().Split(Environment.NewLine)];
        var most = Math.Max(context.TerminalHeight - 1, 2);
        return lines.Count <= most ? lines : [.. lines.Take(most - 1), $"{lines.Count - most + 1} lines more: enlarge the window"];
    }
}
