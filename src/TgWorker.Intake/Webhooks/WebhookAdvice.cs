namespace TgWorker.Intake.Webhooks;

/// <summary>What to do about what Telegram says is wrong with a webhook.</summary>
/// <remarks>The texts are those of tdlib/telegram-bot-api and of the HTTP client in tdlib/td that it delivers with.</remarks>
internal static class WebhookAdvice
{
    private const string Answered = "Wrong response from the webhook: ";

    private static readonly (string Part, string Advice)[] Known =
    [
        ("Failed to resolve host", "the host name is not known in public: correct it, or wait until the DNS knows it"),
        ("is reserved", "Telegram delivers to public addresses only: use the machine's public one, or a tunnel"),
        ("IPv6-only", "Telegram delivers over IPv4 only: give the host an A record, or --ip-address"),
        ("Invalid IP address", "give --ip-address an IPv4 address"),
        ("only on ports", "use one of the ports 443, 80, 88 and 8443"),
        ("HTTPS URL must be provided", "use https: a proxy with a certificate before the receiver, or --self-signed"),
        ("invalid webhook URL", "give a whole URL, such as https://bot.example.org/telegram/bot/webhook/main"),
        ("secret token", "use A-Z, a-z, 0-9, _ and - in the secret token, 256 at most"),
        ("invalid certificate", "upload the public certificate in PEM, beginning with -----BEGIN CERTIFICATE-----"),
        ("certificate verify failed",
            "Telegram does not trust the certificate: send the whole chain with its intermediates (fullchain.pem), for the host's "
                + "name; or upload a certificate of your own with --certificate"),
        ("SSL error", "the TLS handshake fails: speak TLS 1.2 or newer on this port, with a certificate for the host's name"),
        ("Connection refused", "nothing listens there for Telegram: start the proxy or the receiver on the public address, and "
            + "open the port"),
        ("timed out", "a firewall swallows Telegram's connections: let 149.154.160.0/20 and 91.108.4.0/22 through to the port"),
        ("Read timeout", "the endpoint takes a connection and does not answer within 60 s: see why it hangs, and that the proxy "
            + "reaches the receiver"),
        ("Connection reset", "something on the way cuts Telegram's connections: look at the proxy's log and at the firewall"),
        ("connection closed", "the endpoint closes the connection without an answer: look at the proxy's log, and whether it speaks "
            + "TLS on this port"),
        ("Network is unreachable", "no way leads to the address: is it the machine's public one?"),
        ("No route to host", "no way leads to the address: is it the machine's public one?"),
    ];

    private static readonly Dictionary<string, string> Statuses = new(StringComparer.Ordinal)
    {
        ["301"] = Redirect, ["302"] = Redirect, ["303"] = Redirect, ["307"] = Redirect, ["308"] = Redirect,
        ["400"] = "something before the receiver refuses the request: the receiver itself never answers so. Look at the proxy's log",
        ["401"] = "the receiver expects another secret token: give both the same (SECRET_TOKEN, TelegramBots:NAME:SecretToken), and "
            + "set the webhook again",
        ["403"] = "Receiver:AllowFrom or the proxy refuses Telegram's addresses: let 149.154.160.0/20 and 91.108.4.0/22 through; "
            + "behind a proxy it must pass X-Forwarded-For on and stand in Receiver:KnownProxies",
        ["404"] = "the receiver does not know the bot, or the proxy the path: check the URL and TelegramBots, or start the receiver "
            + "with --any-bot",
        ["405"] = "the proxy sends the request to something else than the receiver: check its configuration",
        ["410"] = "after 23 hours of this Telegram removes the webhook: the endpoint says that it is gone for ever",
        ["413"] = "the proxy refuses large updates: allow 1 MB (client_max_body_size 1m in nginx)",
        ["429"] = "something before the receiver limits Telegram: take the limit off this path, the receiver needs none",
        ["500"] = "something before the receiver fails: look at the proxy's log",
        ["502"] = "the proxy does not reach the receiver: is it running, and where the proxy looks for it?",
        ["503"] = "the receiver takes nothing now, most likely because its queue is away: see its log and 'tgworker doctor'. Telegram "
            + "comes again within seconds, nothing is lost",
        ["504"] = "the receiver does not answer the proxy in time: see its log and 'tgworker doctor'",
    };

    private const string Redirect = "Telegram follows no redirect: give the address it leads to";

    /// <summary>The advice for <c>last_error_message</c>, or for a refusal of setWebhook.</summary>
    public static string For(string message)
    {
        if (message.StartsWith(Answered, StringComparison.Ordinal))
        {
            return Statuses.TryGetValue(message[Answered.Length..].Split(' ')[0], out var advice) ? advice
                : "look at the log of whatever answers there";
        }

        return Known.FirstOrDefault(known => message.Contains(known.Part, StringComparison.OrdinalIgnoreCase)).Advice
            ?? "see docs/intake.md";
    }
}
