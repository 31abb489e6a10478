using System.CommandLine;
using TgWorker.Hosting.Lifetime;
using TgWorker.Intake.BotApi;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Cli.Commands.Webhook;

/// <summary>
/// <c>tgworker webhook set URL</c>: looks whether updates would come through, sets the webhook, and watches whether they do.
/// </summary>
internal static class SetCommand
{
    public static Command Create(OptionsReader options, SettingOptions settings, CommandContext context)
    {
        var bots = WebhookBots.Option();
        var given = new SetOptions();
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var command = new Command(
            "set",
            "Check a webhook's URL, set it, and watch for 10 s whether updates arrive") { given.Url, bots, json };
        given.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            if (options.Read(parsed) is not { } read || WebhookBots.Read(read, parsed.GetValue(bots), context) is not { Count: > 0 } chosen)
            {
                return ExitCode.Usage;
            }

            try
            {
                var selfSigned = parsed.GetValue(given.SelfSigned)
                    ? new SelfSignedFiles(read, parsed.GetValue(settings.ConfigFile), context) : null;
                var wishes = given.Read(parsed, read, chosen, selfSigned, context);
                return await RunAsync(
                    wishes,
                    new WebhookOutput(context, parsed.GetValue(json)),
                    parsed.GetValue(given.Yes),
                    context,
                    cancel);
            }
            catch (FormatException e)
            {
                await context.Error.WriteLineAsync("tgworker: " + TerminalText.Escape(e.Message));
                return ExitCode.Usage;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<WebhookWish> wishes,
        WebhookOutput output,
        bool yes,
        CommandContext context,
        CancellationToken cancel)
    {
        using var stop = new StopSignals(cancel);
        using var http = BotApiCaller.CreateHttp();
        var asking = new Lock();
        var reports = await Task.WhenAll(wishes.Select(wish =>
            new WebhookSetter(WebhookBots.Api(http, wish.Bot, context), new HostCheck(new PublicNetwork(), context.Time), context.Time)
                .SetAsync(wish, Confirm(wish.Bot), stop.Token)));
        output.Write(reports, wishes);
        return reports.All(report => report is { IsDone: true, IsGood: true }) ? ExitCode.Done : ExitCode.Failed;

        Func<long, bool> Confirm(IntakeBot bot) => count =>
        {
            lock (asking)
            {
                return yes || count == 0 || Confirmation.Ask(context, DropQuestion(bot, count), "--yes");
            }
        };
    }

    /// <summary>What is asked before updates are dropped.</summary>
    internal static string DropQuestion(IntakeBot bot, long count) =>
        TerminalText.Escape($"Drop {count} updates of {bot.Name} that wait at Telegram? They are lost.");
}
