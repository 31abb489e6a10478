using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;
using TgWorker.Hosting.Forwarding;

namespace TgWorker.Hosting.Telemetry;

/// <summary>
/// Hides in spans of requests what may be secret in their URLs: bot tokens, which the Bot API wants in every path
/// (<c>/bot123:abc/sendMessage</c>), wherever they stand, and the path of the endpoint that updates are forwarded to.
/// </summary>
internal sealed partial class SecretMask(ForwardOptions forward) : BaseProcessor<Activity>
{
    private static readonly string[] Tags = ["url.full", "url.path", "http.url", "http.target"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Tags)
        {
            if (data.GetTagItem(tag) is string url && Mask(url) is var masked && masked != url)
            {
                data.SetTag(tag, masked);
            }
        }
    }

    private string Mask(string url)
    {
        if (forward.To is { AbsolutePath: { Length: > 1 } path } to && url.Contains(path, StringComparison.Ordinal)
            && (url.StartsWith('/') || url.Contains(to.Authority, StringComparison.Ordinal)))
        {
            url = url.Replace(path, "/***", StringComparison.Ordinal);
        }

        return Token().Replace(url, "***");
    }

    // https://core.telegram.org/bots/api#authorizing-your-bot; the colon may be escaped.
    [GeneratedRegex("(?<=/bot)[0-9]+(?::|%3A)[^/?#]*|[0-9]{3,}(?::|%3A)[A-Za-z0-9_-]{20,}", RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
