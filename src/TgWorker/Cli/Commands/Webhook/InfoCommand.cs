using System.CommandLine;
using TgWorker.Hosting.Lifetime;
using TgWorker.Intake.BotApi;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Cli.Commands.Webhook;

/// <summary><c>tgworker webhook info</c>: what Telegram says about the bots' webhooks, and what that means.</summary>
internal static class InfoCommand
{
    public static Command Create(OptionsReader options, CommandContext context)
    {
        var bots = WebhookBots.Option();
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var command = new Command(
            "info",
            "Show what Telegram says about the webhooks, and what it means; exits with 1 if something is wrong") { bots, json };
        command.SetAction(async (parsed, cancel) =>
        {
            if (options.Read(parsed) is not { } read || WebhookBots.Read(read, parsed.GetValue(bots), context) is not { Count: > 0 } chosen)
            {
                return ExitCode.Usage;
            }

            using var http = BotApiCaller.CreateHttp();
            var reports = await Task.WhenAll(
                chosen.Select(bot => new WebhookWatch(WebhookBots.Api(http, bot, context), context.Time).LookAsync(bot, cancel)));
            new WebhookOutput(context, parsed.GetValue(json)).Write(reports);
            return reports.All(report => report.IsGood) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
