using TgWorker.Core.Updates;
using TgWorker.Intake.Receiving;

namespace TgWorker.Intake.Webhooks;

/// <summary>What can be said of a wish before anybody is asked.</summary>
internal static class WishCheck
{
    // Telegram's headers, in which the URL's path and the secret token stand, must fit into 4096 bytes; a longer one hangs without a word.
    private const int LongestUrl = 3000;
    private const int MostConnections = 100;
    private const int MostLocalConnections = 100_000;
    private static readonly int[] CloudPorts = [443, 80, 88, 8443];
    private static readonly string[] OffByDefault = ["chat_member", "message_reaction", "message_reaction_count"];

    /// <summary>All that is wrong.</summary>
    public static IEnumerable<WebhookFinding> Findings(WebhookWish wish) =>
        [.. OfUrl(wish), .. OfSecret(wish), .. OfConnections(wish), .. OfKinds(wish)];

    private static IEnumerable<WebhookFinding> OfUrl(WebhookWish wish)
    {
        if (wish.IsCloud && wish.Url.Scheme != Uri.UriSchemeHttps)
        {
            yield return WebhookFinding.Error(
                "scheme",
                $"{wish.ShownUrl} is not https",
                "Telegram delivers over https only: put a proxy with a certificate before the receiver, or use --self-signed");
        }

        if (wish.IsCloud && !CloudPorts.Contains(wish.Url.Port))
        {
            yield return WebhookFinding.Error("port", $"port {wish.Url.Port}", "Telegram delivers to the ports 443, 80, 88 and 8443 only");
        }

        if (wish.Url.OriginalString.Length > LongestUrl)
        {
            yield return WebhookFinding.Error(
                "length",
                $"the URL has {wish.Url.OriginalString.Length} characters",
                $"give one of {LongestUrl} at most: Telegram delivers nothing to a longer one, and says so nowhere");
        }
    }

    private static IEnumerable<WebhookFinding> OfSecret(WebhookWish wish)
    {
        if (wish.Secret is not { } secret)
        {
            yield return wish.IsInsecure
                ? WebhookFinding.Warning(
                    "secret",
                    "there is no secret token",
                    "anybody who knows the URL can make up updates: give --secret-token")
                : WebhookFinding.Error("secret", "there is no secret token, so anybody who knows the URL can make up updates",
                    $"give --secret-token, SECRET_TOKEN or TelegramBots:{wish.Bot.Name}:SecretToken, the same as the receiver's; or "
                        + $"say --insecure");
        }
        else if (SecretTokens.Problem(secret) is { } problem)
        {
            yield return WebhookFinding.Error("secret", $"the secret token {problem}", "give another, to the receiver too");
        }
    }

    private static IEnumerable<WebhookFinding> OfConnections(WebhookWish wish)
    {
        var most = wish.IsCloud ? MostConnections : MostLocalConnections;
        if (wish.MaxConnections is { } count && (count < 1 || count > most))
        {
            // Telegram would take the nearest number without a word.
            yield return WebhookFinding.Error("connections", $"--max-connections {count}", $"give 1 to {most}");
        }
    }

    private static IEnumerable<WebhookFinding> OfKinds(WebhookWish wish)
    {
        foreach (var kind in wish.AllowedUpdates ?? [])
        {
            if (FieldNames<UpdateKind>.All.Find(System.Text.Encoding.UTF8.GetBytes(kind)) is UpdateKind.Unknown
                or UpdateKind.Timer or UpdateKind.Outgoing)
            {
                yield return WebhookFinding.Error(
                    "kinds",
                    $"'{kind}' is not a known kind of update",
                    "Telegram ignores such names: give them as it does, such as message,callback_query");
            }
        }

        string[] missing = wish.AllowedUpdates is { } allowed && wish.HandledUpdates is { } handled
            ? [.. handled.Where(kind => allowed.Count == 0 ? OffByDefault.Contains(kind) : !allowed.Contains(kind))]
            : [];
        if (missing.Length > 0)
        {
            yield return WebhookFinding.Warning(
                "kinds",
                $"handlers for {string.Join(", ", missing)} get nothing",
                "add these to --allowed-updates, or leave the option out");
        }
    }
}
