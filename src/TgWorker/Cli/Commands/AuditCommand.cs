using System.CommandLine;
using System.Text;
using TgWorker.Core.Operating;
using TgWorker.Core.Queues;
using TgWorker.Dashboard.Pages.Audit;
using TgWorker.Dashboard.Serving;
using TgWorker.Dashboard.Showing;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker audit</c>: what the dashboard's page Audit shows.</summary>
internal static class AuditCommand
{
    private const int Shown = 200;
    private static readonly string[] Titles = ["WHEN", "WHO", "BY", "WHAT", "ON"];

    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var who = new Option<string?>("--who") { Description = "only what this person did", HelpName = "NAME" };
        var command = new Command("audit", "Show who did what to the queue, newest first") { who, json };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed, (open, stop) => ShowAsync(open, parsed.GetValue(who), parsed.GetValue(json), context, stop), cancel));
        return command;
    }

    private static async Task<int> ShowAsync(
        IReadOnlyList<IUpdateQueue> queues, string? who, bool json, CommandContext context, CancellationToken cancel)
    {
        var read = new List<(string, IReadOnlyList<AuditEntry>)>();
        foreach (var queue in queues)
        {
            if (queue.Audit is { } audit)
            {
                read.Add((queue.Name, await audit.ReadAsync(who is null ? Shown : IAuditTrail.Most, cancel)));
            }
        }

        var model = AuditModel.Of(read, who, Shown);
        if (json)
        {
            await context.Out.WriteLineAsync(Encoding.UTF8.GetString(PageJson.Of(model)));
        }
        else if (model.Entries.Count == 0)
        {
            await context.Out.WriteLineAsync(
                who is null ? "Nobody has done anything yet." : $"Nothing that '{TerminalText.Escape(who)}' did is kept.");
        }
        else
        {
            new TextTable(Titles, context.Out, context.TerminalWidth).Write([.. model.Entries.Select(entry => (
                new[] { Figure.Of(entry.At), entry.Who, entry.By, entry.Action }, new[] { entry.On }))]);
        }

        return ExitCode.Done;
    }
}
