using System.Globalization;

namespace TgWorker.Intake.Webhooks;

/// <summary>Decides what an endpoint's behaviour means.</summary>
internal static class EndpointJudge
{
    private const string InsteadOfAsking =
        "; where only this machine cannot reach it, or another program than tgworker receives, say --no-probe";
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <summary>All that is wrong, what keeps updates from coming first.</summary>
    public static IEnumerable<WebhookFinding> Findings(WebhookWish wish, EndpointSeen seen, DateTimeOffset now)
    {
        if (seen.Tls != TlsTrouble.None)
        {
            yield return OfTls(wish, seen);
            yield break;
        }

        if (seen.Unreachable is { } reason)
        {
            yield return WebhookFinding.Error(
                "connection", string.Create(CultureInfo.InvariantCulture, $"{seen.Address}, port {wish.Url.Port}: {reason}"),
                "start the receiver, or the proxy before it, and open the port for 149.154.160.0/20 and 91.108.4.0/22" + InsteadOfAsking);
            yield break;
        }

        if (seen.Certificate is { } certificate && certificate.Until - now < Soon)
        {
            yield return WebhookFinding.Warning(
                "certificate", string.Create(
                    CultureInfo.InvariantCulture, $"the certificate of {wish.Url.Host} is good until {certificate.Until:yyyy-MM-dd} only"),
                    "see that it is renewed: the receiver reads it again by itself");
        }

        if (OfAnswers(wish, seen) is { } finding)
        {
            yield return finding;
        }
    }

    private static WebhookFinding OfTls(WebhookWish wish, EndpointSeen seen)
    {
        var (subject, issuer, until) = seen.Certificate ?? ("", "", default);
        var (what, advice) = seen.Tls switch
        {
            TlsTrouble.NoHandshake =>
                ("no TLS 1.2 or newer is spoken there", "let the proxy, or Receiver:Listen https://…, speak TLS on this port"),
            TlsTrouble.WrongName => ($"the certificate is for {subject}", $"get one for {wish.Url.Host}, or give the name that it is for"),
            TlsTrouble.OutOfTime => (string.Create(
                CultureInfo.InvariantCulture,
                $"the certificate is good until {until:yyyy-MM-dd}, not now"), "renew it"),
            TlsTrouble.SelfSigned when wish.Certificate is null =>
                ($"the certificate of {subject} is its own authority, which Telegram trusts only when it is uploaded",
                    "upload it with --certificate FILE"),
            TlsTrouble.IncompleteChain => ($"the certificate of {issuer} is not sent, or that authority is not known",
                "send the whole chain (fullchain.pem, not cert.pem); upload an authority of your own with --certificate FILE"),
            _ when wish.Certificate is not null =>
                ($"the endpoint shows another certificate ({subject}) than the one that is uploaded",
                    "give the receiver, or the proxy, the same"),
            _ => ($"the authority {issuer} is not known",
                "get a certificate that Telegram trusts, or upload the authority's with --certificate FILE"),
        };
        return WebhookFinding.Error("certificate", what, advice);
    }

    private static WebhookFinding? OfAnswers(WebhookWish wish, EndpointSeen seen) => (seen.WithoutSecret, seen.WithSecret) switch
    {
        (null, _) => null,
        ({ IsReceiver: false } stranger, _) => OfStranger(stranger),
        ({ Status: 404 }, _) => WebhookFinding.Error(
            "bot", $"the receiver does not know the bot that {wish.Url.AbsolutePath} names",
            $"give the receiver TelegramBots:{wish.Bot.Name}:SecretToken or --any-bot, or correct the URL"),
        ({ Status: 403 }, _) => WebhookFinding.Note(
            "address", "the receiver takes updates from the addresses in Receiver:AllowFrom only, so this machine could not try the "
                + "secret token"),
        ({ Status: 401 }, null) => WebhookFinding.Error(
            "secret",
            "the receiver wants a secret token, and none is given",
            $"give the receiver's (--secret-token, TelegramBots:{wish.Bot.Name}:SecretToken)"),
        (_, { IsReceiver: false } stranger) => OfStranger(stranger),
        (_, { Status: 401 }) => WebhookFinding.Error(
            "secret",
            "the receiver expects another secret token",
            "give both the same (SECRET_TOKEN, TelegramBots:NAME:SecretToken), and restart the receiver"),
        (_, { Status: 503 }) or ({ Status: 503 }, null) => WebhookFinding.Error(
            "queue",
            "the receiver takes nothing now: its queue is away, or it is stopping",
            "see its log and 'tgworker doctor'"),
        (_, { Status: 200 }) => null,
        ({ Status: 200 }, null) when wish.Secret is null => null,
        ({ Status: 200 }, null) => WebhookFinding.Error(
            "secret", "the receiver takes requests without the secret token, so anybody can make up updates",
            $"give the receiver the same (SECRET_TOKEN, TelegramBots:{wish.Bot.Name}:SecretToken)"),
        var (without, with) => WebhookFinding.Error("endpoint", $"the receiver answers {(with ?? without)!.Status}", "see its log"),
    };

    private static WebhookFinding OfStranger(EndpointAnswer answer) => answer.Status switch
    {
        >= 200 and <= 299 => WebhookFinding.Error(
            "endpoint", $"something that is not a tgworker receiver answers {answer.Status}: what Telegram posts there counts as "
                + $"delivered, and is lost",
            "let the proxy send this path to the receiver; for tgook, or a receiver of another kind, say --no-probe"),
        >= 300 and <= 399 => WebhookFinding.Error(
            "redirect",
            $"the endpoint answers {answer.Status} and leads to {answer.Location ?? "nowhere"}",
            "Telegram follows no redirect: give the address it leads to"),
        502 or 503 or 504 => WebhookFinding.Error(
            "proxy",
            $"the proxy answers {answer.Status}: it does not reach the receiver",
            "start the receiver, and see that the proxy looks where it listens"),
        var status => WebhookFinding.Error(
            "endpoint",
            $"something before the receiver answers {status}",
            "let the proxy send POST requests for this path to the receiver" + InsteadOfAsking),
    };
}
