using Microsoft.AspNetCore.Http;

namespace TgWorker.Dashboard.Access;

/// <summary>The cookie of a session.</summary>
internal static class SessionCookie
{
    public const string Name = "tgworker_dashboard";

    /// <summary>
    /// Gives it to the browser: no script reads it, no other site sends it, nothing but https carries it where there is https.
    /// </summary>
    public static void Set(HttpContext http, string root, string session, bool isHttps) =>
        http.Response.Cookies.Append(Name, session, Options(root, isHttps));

    /// <summary>Takes it away.</summary>
    public static void Delete(HttpContext http, string root, bool isHttps) => http.Response.Cookies.Delete(Name, Options(root, isHttps));

    private static CookieOptions Options(string root, bool isHttps) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = isHttps,
        Path = root.Length == 0 ? "/" : root,
        IsEssential = true,
    };
}
