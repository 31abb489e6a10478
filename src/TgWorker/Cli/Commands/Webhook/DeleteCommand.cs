using System.CommandLine;
using TgWorker.Hosting.Lifetime;
using TgWorker.Intake.BotApi;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Cli.Commands.Webhook;

/// <summary><c>tgworker webhook delete</c>: what waits is kept, for whoever polls.</summary>
internal static class DeleteCommand
{
    public static Command Create(OptionsReader options, CommandContext context)
    {
        var bots = WebhookBots.Option();
        var drop = new Option<bool>("--drop-pending-updates") { Description = "also delete updates that wait at Telegram; asks, unless --yes" };
        var yes = new Option<bool>("--yes") { Description = "drop pending updates without asking" };
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var command = new Command(
            "delete",
            "Delete the webhooks; updates that wait at Telegram are kept, for 'tgworker poll'") { bots, drop, yes, json };
        command.SetAction(async (parsed, cancel) =>
        {
            if (options.Read(parsed) is not { } read || WebhookBots.Read(read, parsed.GetValue(bots), context) is not { Count: > 0 } chosen)
            {
                return ExitCode.Usage;
            }

            using var http = BotApiCaller.CreateHttp();
            var reports = new List<WebhookReport>();
            foreach (var bot in chosen)
            {
                var remover = new WebhookRemover(WebhookBots.Api(http, bot, context));
                reports.Add(await remover.DeleteAsync(
                    bot, parsed.GetValue(drop), count =>
                        parsed.GetValue(yes) || count == 0 || Confirmation.Ask(context, SetCommand.DropQuestion(bot, count), "--yes"),
                        cancel));
            }

            new WebhookOutput(context, parsed.GetValue(json)).Write(reports);
            return reports.All(report => report is { IsDone: true, IsGood: true }) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
