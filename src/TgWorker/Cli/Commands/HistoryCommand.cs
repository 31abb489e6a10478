using System.CommandLine;
using System.Globalization;
using System.Text;
using TgWorker.Core.Queues;
using TgWorker.Dashboard.Pages.Kinds;
using TgWorker.Dashboard.Serving;
using TgWorker.Dashboard.Showing;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker history</c>: what the dashboard's page Kinds shows.</summary>
internal static class HistoryCommand
{
    // The times of one line take as much as this, whatever they are.
    private const int Wide = 120;

    private static readonly string[] Counts = ["HANDLED", "FAILED", "GIVEN UP", "ERRORS"];

    private static readonly string[] Titles = [.. Counts, "WAIT p50", "p95", "p99", "RUN p50", "p95", "p99", "KIND"];

    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var span = new Option<string>("--span") { Description = "how far back", DefaultValueFactory = _ => HistorySpan.All[0].Name };
        span.AcceptOnlyFromAmong([.. HistorySpan.All.Select(each => each.Name)]);
        var command = new Command("history", "Show how many updates of each kind were handled, how long they waited and ran")
        {
            span, json,
        };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed, (open, stop) => ShowAsync(open, HistorySpan.Of(parsed.GetValue(span)), parsed.GetValue(json), context, stop), cancel));
        return command;
    }

    private static async Task<int> ShowAsync(
        IReadOnlyList<IUpdateQueue> queues, HistorySpan span, bool json, CommandContext context, CancellationToken cancel)
    {
        var models = new List<KindsModel>();
        var now = context.Time.GetUtcNow();
        foreach (var queue in queues)
        {
            if (queue.History is { } history)
            {
                var steps = await history.ReadAsync(span.Scale, now, span.Steps, cancel);
                models.Add(KindsModel.Of(queue.Name, [.. queues.Select(each => each.Name)], span, now, steps));
            }
        }

        if (json)
        {
            await context.Out.WriteLineAsync(Encoding.UTF8.GetString(PageJson.Of(models)));
        }
        else
        {
            models.ForEach(model => Write(model, queues.Count > 1, context));
        }

        return ExitCode.Done;
    }

    private static void Write(KindsModel model, bool isNamed, CommandContext context)
    {
        if (isNamed)
        {
            context.Out.WriteLine(model.Queue);
        }

        if (model.All is null)
        {
            context.Out.WriteLine("Nothing was handled in this time.");
            return;
        }

        var isWide = context.TerminalWidth is null or >= Wide;
        new TextTable(isWide ? Titles : [.. Counts, "KIND, WITH p50, p95, p99"], context.Out, context.TerminalWidth).Write(
            [.. model.Kinds.Concat(model.Routes).Prepend(model.All).Select(kind => isWide ? WideRow(kind) : NarrowRow(kind))]);
    }

    private static (string[] Cells, string[] Last) WideRow(KindModel kind) =>
        ([.. CountsOf(kind), .. Times(kind.Wait), .. Times(kind.Run)], [kind.Series]);

    // Below each other, so that the times stay on a terminal of 80 columns.
    private static (string[] Cells, string[] Last) NarrowRow(KindModel kind) => (CountsOf(kind),
    [
        kind.Series, "wait " + string.Join(", ", Times(kind.Wait)), "run " + string.Join(", ", Times(kind.Run)),
    ]);

    private static string[] CountsOf(KindModel kind) =>
    [
        Figure.Of(kind.Handled), Figure.Of(kind.Retried), Figure.Of(kind.Failed),
        string.Create(CultureInfo.InvariantCulture, $"{kind.ErrorRate * 100:0.##} %"),
    ];

    private static IEnumerable<string> Times(Percentiles times) => [Figure.Of(times.P50), Figure.Of(times.P95), Figure.Of(times.P99)];
}
