namespace TgWorker.Hosting.Forwarding;

/// <summary>An endpoint as it may be shown: its server alone, as a path may hold a secret (<c>/webhook/123456:ABC-DEF</c>).</summary>
internal static class ShownEndpoint
{
    /// <summary>Such as <c>http://app:8080/…</c>.</summary>
    public static string Of(Uri endpoint) =>
        endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + (endpoint.PathAndQuery == "/" ? "/" : "/…");
}
