using System.CommandLine;

namespace TgWorker.Cli.Commands.Webhook;

/// <summary><c>tgworker webhook</c>: where Telegram posts the bots' updates.</summary>
internal static class WebhookCommand
{
    public static Command Create(OptionsReader options, SettingOptions settings, CommandContext context)
    {
        var set = SetCommand.Create(options, settings, context);
        settings.Share(set, "Receiver:SecretToken", "Receiver:Insecure", "Poller:AllowedUpdates", "Handler:Assembly");
        return new Command("webhook", "Set, show or delete the webhook, the URL to which Telegram posts updates")
        {
            set, InfoCommand.Create(options, context), DeleteCommand.Create(options, context),
        };
    }
}
