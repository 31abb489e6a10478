using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TgWorker.Dashboard.Access;
using TgWorker.Dashboard.Markup;

namespace TgWorker.Dashboard.Serving;

/// <summary>Logs people in and out.</summary>
internal sealed partial class LoginDesk(
    RequestReader reader, SessionStore sessions, LoginLimit limit, PasswordCheck passwords, ILogger<LoginDesk> logger)
{
    private const int LongestName = 64;

    /// <summary>The form.</summary>
    public static Task ShowAsync(HttpContext http, string root, string? next) =>
        Answer.HtmlAsync(http, StatusCodes.Status200OK, Page(root, next, null));

    /// <summary>A name and a password.</summary>
    /// <param name="http">The request.</param>
    /// <param name="root">What stands before all paths.</param>
    /// <param name="values">The form.</param>
    /// <param name="next">The page to go on with.</param>
    public async Task LogInAsync(HttpContext http, string root, IReadOnlyDictionary<string, string> values, PageLink next)
    {
        var (name, password, client) =
            (values.GetValueOrDefault("name", ""), values.GetValueOrDefault("password", ""), reader.ClientOf(http));
        if (limit.Wait(client, name) is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await Answer.HtmlAsync(http, StatusCodes.Status429TooManyRequests,
                Page(root, values.GetValueOrDefault("next"), $"Too many tries. Wait {Math.Ceiling(wait.TotalMinutes):0} minutes."));
            return;
        }

        // Counted before it is known: tries at the same time are counted too.
        limit.Failed(client, name);
        if (await passwords.CheckAsync(name, password, http.RequestAborted) is not { } person)
        {
            LogRefused(name.Length > LongestName ? name[..LongestName] : name, client);
            await Answer.HtmlAsync(http, StatusCodes.Status401Unauthorized,
                Page(root, values.GetValueOrDefault("next"), "There is nobody of this name with this password."));
            return;
        }

        limit.Succeeded(client);
        sessions.End(http.Request.Cookies[SessionCookie.Name]);
        SessionCookie.Set(http, root, sessions.Begin(person), reader.IsHttps(http));
        LogIn(person.Name, client);
        await Answer.GoAsync(http, next);
    }

    /// <summary>Ends the session.</summary>
    public Task LogOutAsync(HttpContext http, string root)
    {
        sessions.End(http.Request.Cookies[SessionCookie.Name]);
        SessionCookie.Delete(http, root, reader.IsHttps(http));
        return Answer.GoAsync(http, PageLink.To(root, "/login"));
    }

    private static Html Page(string root, string? next, string? problem) => Layout.Outside("Log in", root, Html.Of($"""
        {Html.If(problem is not null, () => Html.Of($"""<p class="alert bad" role="alert">{problem}</p>"""))}
        <form method="post" action="{PageLink.To(root, "/login")}" class="login">
        <input type="hidden" name="next" value="{next}">
        <label>Name <input name="name" autocomplete="username" required autofocus></label>
        <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
        <button>Log in</button></form>
        """));

    [LoggerMessage(702, LogLevel.Information, "Dashboard: {Person} logged in from {Client}")]
    private partial void LogIn(string person, string client);

    [LoggerMessage(703, LogLevel.Warning, "Dashboard: a login as {Name} from {Client} was refused")]
    private partial void LogRefused(string name, string client);
}
