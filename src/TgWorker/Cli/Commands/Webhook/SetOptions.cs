using System.CommandLine;
using System.Net;
using TgWorker.Hosting.Configuration;
using TgWorker.Intake.BotApi;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Cli.Commands.Webhook;

/// <summary>What <c>webhook set</c> is told. Telegram keeps it, so none of it is a setting.</summary>
internal sealed class SetOptions
{
    private const string TelegramHost = "api.telegram.org";

    public Argument<string> Url { get; } = new("url")
    {
        HelpName = "URL", Description =
            "the public address, such as https://bot.example.org; {bot} stands for the bot's name; without a path it gets the receiver's",
    };

    public Option<bool> SelfSigned { get; } =
        new("--self-signed") { Description = "create a key and a certificate for the host, for the receiver and for Telegram" };

    public Option<bool> Yes { get; } = new("--yes") { Description = "drop pending updates without asking" };

    private Option<string> Certificate { get; } =
        new("--certificate") { HelpName = "FILE", Description = "upload this certificate (PEM); needed if no public authority issued it" };

    private Option<int?> MaxConnections { get; } =
        new("--max-connections") { HelpName = "N", Description = "how many connections Telegram may open, 1 to 100 [40]" };

    private Option<string> Address { get; } =
        new("--ip-address") { HelpName = "A", Description = "the IP address to connect to, instead of the host's own" };

    private Option<bool> Drop { get; } = new("--drop-pending-updates")
    {
        Description = "delete updates that wait at Telegram; asks, unless --yes",
    };

    private Option<bool> NoProbe { get; } = new("--no-probe")
    {
        Description = "do not check the endpoint: if only this machine cannot reach it, or a program other than tgworker "
            + "receives there",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Certificate, SelfSigned, MaxConnections, Address, Drop, Yes, NoProbe })
        {
            command.Add(option);
        }
    }

    /// <summary>A wish for each bot.</summary>
    /// <exception cref="FormatException">Something is wrong; the message says what, and what to do.</exception>
    public IReadOnlyList<WebhookWish> Read(
        ParseResult parsed,
        TgWorkerOptions options,
        IReadOnlyList<IntakeBot> bots,
        SelfSignedFiles? selfSigned,
        CommandContext context)
    {
        var text = parsed.GetValue(Url)!;
        var urls = bots.Select(bot => Named(
            $"URL '{Hosting.Mistakes.MaskedUrl.Of(text)}'",
            () => WebhookUrl.Of(text, bot.Name, options.Receiver.Path, bots.Count))).ToList();
        var certificate = CertificateOf(parsed, urls[0], selfSigned, context);
        var address = parsed.GetValue(Address) is { } given
            ? IPAddress.TryParse(given, out var ip) ? ip : throw new FormatException($"--ip-address '{given}' is not an IP address.")
            : null;
        var handled = HandledUpdates.Of(options, context);
        return
        [
            .. bots.Zip(urls, (bot, url) => new WebhookWish(bot, url)
            {
                Secret = SecretOf(options, bot),
                IsInsecure = options.Receiver.Insecure,
                Certificate = certificate,
                MaxConnections = parsed.GetValue(MaxConnections),
                AllowedUpdates = options.Poller.AllowedUpdates ?? handled,
                HandledUpdates = handled,
                Address = address,
                DropsPending = parsed.GetValue(Drop),
                IsProbed = !parsed.GetValue(NoProbe),
                IsCloud = bot.BaseUrl.Host == TelegramHost,
            }),
        ];
    }

    /// <summary>What Telegram is to send along for a bot: of two the first, which replaces the other. Null for nothing.</summary>
    public static string? SecretOf(TgWorkerOptions options, IntakeBot bot) =>
        (options.Receiver.Bots.TryGetValue(bot.Name, out var own) && own.Count > 0 ? own : options.Receiver.SecretTokens) is [
            var first, ..] ? first : null;

    private string? CertificateOf(ParseResult parsed, Uri url, SelfSignedFiles? selfSigned, CommandContext context)
    {
        var file = parsed.GetValue(Certificate);
        if (selfSigned is null)
        {
            return file is null ? null : Named(
                $"--certificate '{file}'",
                () => CertificateFile.Read(Path.Combine(context.WorkingDirectory, file)));
        }

        return file is null
            ? CertificateFile.Read(selfSigned.Ensure(url.IdnHost))
            : throw new FormatException("--certificate and --self-signed cannot be used together: remove one of them.");
    }

    private static T Named<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            throw new FormatException($"{what} {e.Message}.", e);
        }
    }
}
