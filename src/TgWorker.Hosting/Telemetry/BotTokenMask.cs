using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;

namespace TgWorker.Hosting.Telemetry;

/// <summary>Hides bot tokens, which the Bot API wants in the path of every request (<c>/bot123:abc/sendMessage</c>), in spans of requests.</summary>
internal sealed partial class BotTokenMask : BaseProcessor<Activity>
{
    private static readonly string[] Tags = ["url.full", "url.path", "http.url"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Tags)
        {
            if (data.GetTagItem(tag) is string url && Token().Replace(url, "/bot***") is var masked && masked.Length != url.Length)
            {
                data.SetTag(tag, masked);
            }
        }
    }

    // https://core.telegram.org/bots/api#making-requests; the colon may be escaped.
    [GeneratedRegex("/bot[0-9]+(?::|%3A)[^/?#]*", RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
