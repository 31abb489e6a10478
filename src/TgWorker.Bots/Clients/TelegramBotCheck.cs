namespace TgWorker.Bots.Clients;

/// <summary>What is wrong with a bot's settings; wherever they come from, the same rules.</summary>
internal static class TelegramBotCheck
{
    // Telegram.Bot's own limit for the number before the colon.
    private const int LongestId = 16;

    /// <summary>One line per mistake, with the setting's key and what to do; never with a token.</summary>
    public static IEnumerable<string> Problems(string bot, TelegramBotOptions options)
    {
        if (TokenProblem(options.Token) is { } token)
        {
            yield return $"TelegramBots:{bot}:Token {token}.";
        }

        if (UrlProblem(options.BaseUrl) is { } url)
        {
            yield return $"TelegramBots:{bot}:BaseUrl {url}.";
        }
    }

    /// <summary>What is wrong with a token; null when it looks like one.</summary>
    public static string? TokenProblem(string token) =>
        token.Length == 0 ? "is missing: give the bot's token, as BotFather did"
        : token.Split(':') is [{ Length: > 0 and <= LongestId } id, { Length: > 0 }] && id.All(char.IsAsciiDigit)
            && token.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '_' or '-') ? null
        : "is not a bot token: copy it from BotFather; it looks like 123456:ABC-DEF";

    /// <summary>What is wrong with a server's address; null when it can be one.</summary>
    public static string? UrlProblem(Uri url) =>
        !url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            ? $"is not an http:// or https:// URL: give one, or leave it out for "
                + $"{TelegramBotOptions.Telegram.GetLeftPart(UriPartial.Authority)}"
        : url.Query.Length + url.Fragment.Length + url.UserInfo.Length > 0 ? "has more than a host, a port and a path: leave the rest out"
        : null;
}
