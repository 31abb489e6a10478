using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Dashboard.Access;
using TgWorker.Dashboard.Assets;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Pages;

namespace TgWorker.Dashboard.Serving;

/// <summary>Answers requests. There is one way in: headers, then the gate, then a page or an action of the closed list.</summary>
internal sealed partial class DashboardApp(
    AccessRules rules, RequestReader reader, LoginDesk desk, IReadOnlyList<IPage> pages, IReadOnlyList<IPageAction> actions,
    LiveFeeds feeds, TimeProvider time, ILogger<DashboardApp> logger)
    : IDisposable
{
    private const string Json = ".json";
    private const string EventStream = "text/event-stream";
    private const string Login = "/login";

    private readonly Dictionary<string, IPage> _pages = pages.ToDictionary(page => page.Path, StringComparer.Ordinal);
    private readonly Dictionary<string, IPageAction> _actions = actions.ToDictionary(action => action.Path, StringComparer.Ordinal);
    private readonly Layout _layout = new(pages);
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _lock = new();
    private bool _isDisposed;

    /// <summary>Ends the streams of all who watch, so that a server can stop.</summary>
    public void EndStreams()
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _ending.Cancel();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A host that is disposed without being stopped tells its services in any order.
        EndStreams();
        lock (_lock)
        {
            _isDisposed = true;
            _ending.Dispose();
        }
    }

    /// <summary>Answers one.</summary>
    /// <param name="http">The request.</param>
    /// <param name="root">What stands before all paths: empty, or such as <c>/tgworker</c>.</param>
    /// <param name="path">The rest of the path.</param>
    public async Task AnswerAsync(HttpContext http, string root, string path)
    {
        SecurityHeaders.Set(http.Response);
        if (path.StartsWith(AssetFiles.Folder, StringComparison.Ordinal))
        {
            await Answer.AssetAsync(http, path);
            return;
        }

        var facts = reader.Read(http);
        if (Gate.WhyNoChange(facts) is { } reason)
        {
            await RefuseAsync(http, root, path, reason);
        }
        else if (path == Login && rules.HasPasswords)
        {
            await LogInAsync(http, root, facts.IsSafe);
        }
        else
        {
            await AnswerAsync(http, root, path.Length == 0 ? "/" : path, Gate.Admit(rules, facts));
        }
    }

    private async Task AnswerAsync(HttpContext http, string root, string path, Admission admission)
    {
        switch (admission.Kind)
        {
            case AdmissionKind.Allow when HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method):
                await ShowAsync(http, root, path, admission.Person!);
                break;
            case AdmissionKind.Allow when HttpMethods.IsPost(http.Request.Method):
                await ActAsync(http, root, path, admission.Person!);
                break;
            case AdmissionKind.Allow:
                await Answer.TextAsync(http, StatusCodes.Status405MethodNotAllowed, "GET, HEAD or POST.");
                break;
            case AdmissionKind.LogIn when IsForPeople(http, path):
                await Answer.GoAsync(http, PageLink.To(root, Login, ("next", path + http.Request.QueryString.Value)));
                break;
            case AdmissionKind.LogIn:
                await Answer.TextAsync(http, StatusCodes.Status401Unauthorized, "Log in first: POST name and password to /login.");
                break;
            default:
                await RefuseAsync(http, root, path, admission.Reason ?? "This is not allowed.");
                break;
        }
    }

    private async Task LogInAsync(HttpContext http, string root, bool isSafe)
    {
        if (isSafe)
        {
            await LoginDesk.ShowAsync(http, root, RequestValues.OfQuery(http.Request).GetValueOrDefault("next"));
        }
        else if (await RequestValues.OfFormAsync(http) is { } values)
        {
            await desk.LogInAsync(http, root, values, NextOf(root, values.GetValueOrDefault("next", "")));
        }
        else
        {
            await Answer.TextAsync(http, StatusCodes.Status400BadRequest, "This is no form.");
        }
    }

    private async Task ShowAsync(HttpContext http, string root, string path, DashboardPerson person)
    {
        var isJson = path.EndsWith(Json, StringComparison.Ordinal);
        var name = isJson ? path[..^Json.Length] is "/now" ? "/" : path[..^Json.Length] : path;
        if (!_pages.TryGetValue(name, out var page))
        {
            await Answer.TextAsync(http, StatusCodes.Status404NotFound, "There is no such page.");
            return;
        }

        var request = new PageRequest(person, root, RequestValues.OfQuery(http.Request), rules.ReadOnly, time.GetUtcNow());
        var view = await MakeAsync(page, request, http.RequestAborted);
        if (isJson || Accepts(http, "application/json"))
        {
            await Answer.JsonAsync(http, view.Status, view.Model);
        }
        else if (view.IsLive && Accepts(http, EventStream))
        {
            await StreamAsync(http, page, request);
        }
        else
        {
            await WriteAsync(http, view, name, request, Remarks.Parse(request.Value("did")));
        }
    }

    private async Task ActAsync(HttpContext http, string root, string path, DashboardPerson person)
    {
        if (path == "/logout" && rules.HasPasswords)
        {
            await desk.LogOutAsync(http, root);
        }
        else if (!_actions.TryGetValue(path, out var action))
        {
            await Answer.TextAsync(http, StatusCodes.Status404NotFound, "There is no such action.");
        }
        else if (rules.ReadOnly)
        {
            await RefuseAsync(http, root, path, "This dashboard is read-only (Dashboard:ReadOnly).");
        }
        else if (person.Role < action.Needed)
        {
            await RefuseAsync(http, root, path,
                $"This needs the role {action.Needed.ToString().ToLowerInvariant()}; you are {person.Role.ToString().ToLowerInvariant()}.");
        }
        else if (await RequestValues.OfFormAsync(http) is { } values)
        {
            await ActAsync(http, action, new PageRequest(person, root, values, rules.ReadOnly, time.GetUtcNow()));
        }
        else
        {
            await Answer.TextAsync(http, StatusCodes.Status400BadRequest, "This is no form.");
        }
    }

    private async Task ActAsync(HttpContext http, IPageAction action, PageRequest request)
    {
        try
        {
            var result = await action.RunAsync(request, http.RequestAborted);
            if (result.Page is { } page)
            {
                await (Accepts(http, "application/json")
                    ? Answer.JsonAsync(http, page.Status, page.Model)
                    : WriteAsync(http, page, "", request with { Values = new Dictionary<string, string>() }, result.Said));
            }
            else if (Accepts(http, "application/json"))
            {
                await Answer.JsonAsync(http, StatusCodes.Status200OK, new { result.Said, Next = result.Next?.ToString() });
            }
            else
            {
                await Answer.GoAsync(http, result.Next ?? request.Link("/"));
            }
        }
        catch (Exception e) when (e is QueueUnavailableException or QueueUnsupportedException or InvalidOperationException)
        {
            LogTrouble(e, action.Path);
            await WriteAsync(http, Trouble(e), "", request with { Values = new Dictionary<string, string>() }, Remark.None);
        }
    }

    private async Task<PageView> MakeAsync(IPage page, PageRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await page.LoadAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is QueueUnavailableException or QueueUnsupportedException)
        {
            LogTrouble(e, page.Path);
            return Trouble(e);
        }
    }

    private async Task StreamAsync(HttpContext http, IPage page, PageRequest request)
    {
        if (!feeds.HasRoom)
        {
            await Answer.TextAsync(http, StatusCodes.Status503ServiceUnavailable, "Too many pages are watched.");
            return;
        }

        http.Response.ContentType = EventStream;
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _ending.Token);
        var key = $"{request.Person.Role} {request.Root} {page.Path} {http.Request.QueryString.Value}";
        try
        {
            await foreach (var body in feeds.WatchAsync(
                key, async ended => (await MakeAsync(page, request with { Now = time.GetUtcNow() }, ended)).Body.ToString(), stop.Token))
            {
                // Who was logged out sees no more.
                if (Gate.Admit(rules, reader.Read(http)).Kind != AdmissionKind.Allow)
                {
                    return;
                }

                await http.Response.WriteAsync($"data: {body.ReplaceLineEndings("\ndata: ")}\n\n", Encoding.UTF8, http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The browser looks elsewhere.
        }
    }

    private Task WriteAsync(HttpContext http, PageView view, string path, PageRequest request, Remark remark) =>
        Answer.HtmlAsync(http, view.Status, _layout.Of(view, path, request, remark, rules.HasPasswords));

    private static PageView Trouble(Exception exception) => new(
        "The queue cannot be reached", new { error = exception.Message },
        Html.Of($"""<p class="alert bad" role="alert">{exception.Message}</p>"""))
    {
        Status = StatusCodes.Status503ServiceUnavailable,
    };

    private static Task RefuseAsync(HttpContext http, string root, string path, string reason) => IsForPeople(http, path)
        ? Answer.HtmlAsync(http, StatusCodes.Status403Forbidden,
            Layout.Outside("Not allowed", root, Html.Of($"""<p class="alert bad">{reason}</p>""")))
        : Answer.TextAsync(http, StatusCodes.Status403Forbidden, reason);

    // Only to a page of ours, whatever the address says.
    private PageLink NextOf(string root, string next)
    {
        var mark = next.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? next : next[..mark];
        if (!_pages.ContainsKey(path))
        {
            return PageLink.To(root, "/");
        }

        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(mark < 0 ? "" : next[mark..]);
        return PageLink.To(root, path,
            query.Where(value => value.Key.All(char.IsAsciiLetter)).Select(value => (value.Key, value.Value.FirstOrDefault())));
    }

    private static bool Accepts(HttpContext http, string type) =>
        http.Request.Headers.Accept.Any(value => value is not null && value.Contains(type, StringComparison.OrdinalIgnoreCase));

    private static bool IsForPeople(HttpContext http, string path) =>
        !path.EndsWith(Json, StringComparison.Ordinal) && !Accepts(http, "application/json") && !Accepts(http, EventStream);

    [LoggerMessage(704, LogLevel.Warning, "Dashboard: {Path} could not be answered")]
    private partial void LogTrouble(Exception exception, string path);
}
