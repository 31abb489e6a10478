using System.CommandLine;
using System.Globalization;
using System.Text;
using TgWorker.Core.Queues;
using TgWorker.Dashboard.Pages.Order;
using TgWorker.Dashboard.Serving;
using TgWorker.Dashboard.Showing;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Chats;

/// <summary><c>tgworker chat tries</c>: what the dashboard's page of a chat's order shows.</summary>
internal static class ChatTriesCommand
{
    private static readonly string[] Titles = ["UPDATE", "TRY", "BEGAN", "TOOK", "TOKEN", "END", "WORKER"];

    public static Command Create(QueueCommand queues, CommandContext context, Option<bool> json)
    {
        var command = new Command("tries", "Show a chat's last tries, and whether they ran one after the other") { json };
        var chat = new ChatOptions(command);
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (options, open, stop) => ShowAsync(open, chat.Read(parsed, options, context), parsed.GetValue(json), context, stop), cancel));
        return command;
    }

    private static async Task<int> ShowAsync(
        IReadOnlyList<IUpdateQueue> queues, string? lane, bool json, CommandContext context, CancellationToken cancel)
    {
        if (lane is null)
        {
            return ExitCode.Usage;
        }

        var models = new List<OrderModel>();
        foreach (var queue in queues)
        {
            if (queue.History is { } history)
            {
                models.Add(OrderModel.Of(queue.Name, lane, await history.ReadAsync(lane, cancel)));
            }
        }

        if (json)
        {
            await context.Out.WriteLineAsync(Encoding.UTF8.GetString(PageJson.Of(models)));
            return ExitCode.Done;
        }

        foreach (var model in models.Where(model => model.Tries.Count > 0))
        {
            Write(model, context);
        }

        if (models.All(model => model.Tries.Count == 0))
        {
            await context.Out.WriteLineAsync("No tries of this chat are recorded.");
        }

        return ExitCode.Done;
    }

    private static void Write(OrderModel model, CommandContext context)
    {
        new TextTable(Titles, context.Out, context.TerminalWidth).Write(
            [.. model.Tries.Reverse().Select(one => (Cells(one), new[] { TryTable.NameOf(one.Worker) }))]);
        context.Out.WriteLine(model.IsInOrder ? "One after the other."
            : "By the workers' clocks, tries overlap: 'tgworker doctor' compares them.");
    }

    private static string[] Cells(TryModel one) =>
    [
        one.UpdateId?.ToString(CultureInfo.InvariantCulture) ?? "–", one.Attempt.ToString(CultureInfo.InvariantCulture),
        Figure.Of(one.StartedAt), Figure.Of(one.Run), one.Fence.ToString(CultureInfo.InvariantCulture),
        TryTable.Word(one.End) + (one.IsTakeOver ? ", taken over" : ""),
    ];
}
