namespace TgWorker.Intake.Webhooks;

/// <summary>
/// The address of a bot's webhook, as one writes it for one bot or several: <c>{bot}</c> stands for the bot's name; an address without a
/// path, or with the receiver's, gets
/// path and name.
/// </summary>
internal static class WebhookUrl
{
    private const string Name = "{bot}";

    /// <summary>The address for a bot.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="bot">The bot's name.</param>
    /// <param name="path">The receiver's path, which ends with a slash.</param>
    /// <param name="count">How many bots it is for.</param>
    /// <exception cref="FormatException">It cannot be one; the message says what is wrong and what to do.</exception>
    public static Uri Of(string text, string bot, string path, int count)
    {
        var name = string.Join('/', bot.Split('/').Select(Uri.EscapeDataString));
        var whole = text.Replace(Name, name, StringComparison.Ordinal);
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.Host.Length == 0
            || url.Fragment.Length > 0)
        {
            throw new FormatException(
                "is not an address for a webhook: give one such as https://bot.example.org, or "
                    + "https://bot.example.org/telegram/bot/webhook/{bot}");
        }

        if (text.Contains(Name, StringComparison.Ordinal))
        {
            return url;
        }

        if (url.AbsolutePath == "/" || url.AbsolutePath.TrimEnd('/') == path.TrimEnd('/'))
        {
            return new Uri($"{url.GetLeftPart(UriPartial.Authority)}{path}{name}{url.Query}");
        }

        return count == 1 ? url : throw new FormatException(
            $"is one address for {count} bots: write {Name} where the bot's name belongs, or leave the path out");
    }
}
