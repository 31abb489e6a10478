using System.CommandLine;
using TgWorker.Hosting.Configuration;
using TgWorker.Intake.BotApi;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Cli.Commands.Webhook;

/// <summary>The bots that a command is for.</summary>
internal static class WebhookBots
{
    /// <summary><c>--bot</c>.</summary>
    public static Option<string[]> Option() =>
        new("--bot") { HelpName = "NAME", Description = "a bot's name in TelegramBots; default: all with a token" };

    /// <summary>Those that are meant; none when there are none or one is not known, which then stands on standard error.</summary>
    public static IReadOnlyList<IntakeBot> Read(TgWorkerOptions options, string[]? names, CommandContext context)
    {
        if (names?.FirstOrDefault(name => !options.Bots.ContainsKey(name)) is { } unknown)
        {
            context.Error.WriteLine(TerminalText.Escape(
                $"tgworker: --bot '{unknown}' is not configured: give its token as TelegramBots:{unknown}:Token "
                    + $"(TGWORKER_TelegramBots__{unknown}__Token)."));
            return [];
        }

        if (options.Bots.Count == 0)
        {
            context.Error.WriteLine("tgworker: no bot has a token: set TelegramBots:NAME:Token, such as "
                + "TGWORKER_TelegramBots__main__Token in the environment.");
            return [];
        }

        return
        [
            .. options.Bots.Where(bot => names is null or [] || names.Contains(bot.Key)).OrderBy(bot => bot.Key, StringComparer.Ordinal)
                .Select(bot => new IntakeBot(bot.Key, bot.Value.Token, bot.Value.BaseUrl, bot.Value.UseTestEnvironment)),
        ];
    }

    /// <summary>The Bot API's methods for a bot.</summary>
    public static WebhookApi Api(HttpMessageInvoker http, IntakeBot bot, CommandContext context) =>
        new(new BotApiCaller(http, bot, context.Time), context.Time);
}
