using System.Text;

namespace TgWorker.Intake.Receiving;

/// <summary>
/// Reads the bot's name from a request's path as tgook does: the path is percent-decoded, a plus stays a plus; empty and dot segments are
/// resolved; what is left behind the prefix is the name, slashes and all. <c>a%2Fb</c> and <c>a/b</c> are one bot, <c>main/</c> is another
/// than
/// <c>main</c>.
/// </summary>
internal static class WebhookPath
{
    /// <summary>The name; null when the path is none of a webhook's.</summary>
    /// <param name="target">The request's target as it was sent, with its query.</param>
    /// <param name="prefix">What stands before the name, such as <c>/telegram/bot/webhook/</c>.</param>
    public static string? ReadBot(string target, string prefix)
    {
        var path = Normalize(Decode(PathOf(target)));
        return path.Length > prefix.Length && path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : null;
    }

    // Of the absolute form too, which a proxy may send.
    private static ReadOnlySpan<char> PathOf(string target)
    {
        var path = target.AsSpan();
        if (path.Length > 0 && path[0] != '/' && path.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
        {
            path = path[(scheme + 3)..];
            path = path.IndexOf('/') is >= 0 and var slash ? path[slash..] : "/";
        }

        return path.IndexOf('?') is >= 0 and var query ? path[..query] : path;
    }

    private static string Decode(ReadOnlySpan<char> path)
    {
        if (path.IndexOf('%') < 0)
        {
            return path.ToString();
        }

        var bytes = Encoding.UTF8.GetBytes(path.ToString());
        var length = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] == '%' && at + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[at + 1])
                && char.IsAsciiHexDigit((char)bytes[at + 2]))
            {
                bytes[length++] = (byte)((Digit(bytes[at + 1]) << 4) | Digit(bytes[at + 2]));
                at += 2;
            }
            else
            {
                bytes[length++] = bytes[at];
            }
        }

        return Encoding.UTF8.GetString(bytes.AsSpan(0, length));
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;

    private static string Normalize(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal))
        {
            return path;
        }

        var kept = new List<string>();
        var segments = path.Split('/');
        foreach (var segment in segments)
        {
            if (segment == "..")
            {
                kept.RemoveRange(Math.Max(kept.Count - 1, 0), Math.Min(kept.Count, 1));
            }
            else if (segment is not ("" or "."))
            {
                kept.Add(segment);
            }
        }

        return "/" + string.Join('/', kept) + (kept.Count > 0 && segments[^1] is "" or "." or ".." ? "/" : "");
    }
}
