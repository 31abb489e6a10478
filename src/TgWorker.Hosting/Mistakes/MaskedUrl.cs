namespace TgWorker.Hosting.Mistakes;

/// <summary>A URL without what may be secret in it.</summary>
internal static class MaskedUrl
{
    /// <summary>Hides user and password, and the query with its tokens. Works on text that is no proper URL too.</summary>
    public static string Of(string url)
    {
        var question = url.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : "?***";
        var at = url.LastIndexOf('@');
        if (at > question && question >= 0)
        {
            // A password with an unescaped question mark: what stands before the @ is the secret.
            (question, query) = (-1, "");
        }

        var rest = question < 0 ? url : url[..question];
        at = rest.LastIndexOf('@');
        if (at < 0)
        {
            return rest + query;
        }

        var scheme = rest.IndexOf("://", StringComparison.Ordinal);
        var start = scheme < 0 || scheme > at ? 0 : scheme + 3;
        return string.Concat(rest.AsSpan(0, start), "***", rest.AsSpan(at)) + query;
    }
}
