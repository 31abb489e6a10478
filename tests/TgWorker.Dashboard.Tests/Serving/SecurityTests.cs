using System.Net;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Tests.Stage;

namespace TgWorker.Dashboard.Tests.Serving;

public sealed class SecurityTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/failed")]
    [InlineData("/workers")]
    [InlineData("/now.json")]
    [InlineData("/failed/job?id=x")]
    [InlineData("/no/such/page")]
    [InlineData("/assets/none.css")]
    [InlineData("/login")]
    public async Task Headers_OnEveryAnswer_ForbidWhatIsNotNeeded(string path)
    {
        await using var stage = await DashboardStage.StartAsync();
        using var answer = await stage.GetAsync(path);

        CheckHeaders(answer);
    }

    [Fact]
    public async Task Headers_OnEveryPage_AsJson_AsAStream_AndOnEveryAction_AreTheSame()
    {
        await using var stage = await DashboardStage.StartAsync();
        foreach (var page in stage.Site.Pages)
        {
            foreach (var type in (string[])["text/html", "application/json", "text/event-stream"])
            {
                using var answer = await stage.GetAsync(page.Path, ("Accept", type));
                CheckHeaders(answer);
            }
        }

        foreach (var action in stage.Site.Actions)
        {
            using var done = await stage.PostAsync(action.Path, []);
            using var refused = await stage.SendAsync(HttpMethod.Post, action.Path, null);
            CheckHeaders(done);
            CheckHeaders(refused);
        }
    }

    private static void CheckHeaders(HttpResponseMessage answer)
    {
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("CF-Connecting-IP", "127.0.0.1")]
    [InlineData("Host", "evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Unconfigured_NotFromThisMachineAlone_IsRefused(string header, string value)
    {
        await using var stage = await DashboardStage.StartAsync();
        foreach (var path in (string[])["/", "/now.json", "/failed", "/workers", "/chats", "/chat?lane=a:1", "/operation?id=1"])
        {
            using var answer = await stage.GetAsync(path, (header, value));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Unconfigured_FromThisMachine_IsLetIn()
    {
        await using var stage = await DashboardStage.StartAsync();

        Assert.Contains("local", await stage.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData("same-origin", "https://evil.example")]
    [InlineData("same-origin", "null")]
    public async Task Change_FromElsewhere_IsRefused_LoggedInOrNot(string? site, string? origin)
    {
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole);
        var cookie = await stage.LogInAsync("admin");
        List<(string, string)> headers = [cookie];
        if (site is not null)
        {
            headers.Add(("Sec-Fetch-Site", site));
        }

        if (origin is not null)
        {
            headers.Add(("Origin", origin));
        }

        await stage.Queue.FailAsync(1, hold: true);
        foreach (var path in stage.Site.Actions.Select(action => action.Path).Concat(["/login", "/logout"]))
        {
            using var answer = await stage.SendAsync(HttpMethod.Post, path, DashboardStage.Form([("queue", stage.Queue.Name)]), headers);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal((false, 1), ((await stage.Queue.GetStatusAsync(default)).Paused, (await stage.Queue.GetStatusAsync(default)).Failed));
        Assert.Empty(await stage.Queue.Audit!.ReadAsync(10, default));
    }

    [Theory]
    [InlineData("PUT", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", HttpStatusCode.MethodNotAllowed)]
    public async Task Method_ThatIsNotKnown_DoesNothing(string method, HttpStatusCode expected)
    {
        await using var stage = await DashboardStage.StartAsync();
        using var answer = await stage.SendAsync(
            new HttpMethod(method), "/queue/pause", null, ("Sec-Fetch-Site", "same-origin"), ("Origin", stage.Origin));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("viewer", "/queue/pause", false)]
    [InlineData("viewer", "/failed/retry-all", false)]
    [InlineData("viewer", "/failed/forget-all", false)]
    [InlineData("viewer", "/failed/reveal", false)]
    [InlineData("operator", "/queue/pause", true)]
    [InlineData("operator", "/failed/retry-all", true)]
    [InlineData("operator", "/failed/forget-all", false)]
    [InlineData("operator", "/failed/forget", false)]
    [InlineData("operator", "/failed/reveal", false)]
    [InlineData("viewer", "/chat/pause", false)]
    [InlineData("viewer", "/bot/pause", false)]
    [InlineData("operator", "/bot/pause", true)]
    [InlineData("viewer", "/chat/skip", false)]
    [InlineData("viewer", "/chat/cancel", false)]
    [InlineData("operator", "/chat/pause", true)]
    [InlineData("operator", "/chat/cancel", true)]
    [InlineData("operator", "/chat/drop", false)]
    [InlineData("admin", "/failed/forget-all", true)]
    public async Task Role_DecidesWhatOneMayDo(string name, string action, bool isAllowed)
    {
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole);
        using var answer = await stage.PostAsync(action, [("queue", stage.Queue.Name), ("id", "x")], await stage.LogInAsync(name));

        Assert.Equal(isAllowed ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Viewer_MayDoNothingAtAll()
    {
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole);
        var viewer = await stage.LogInAsync("viewer");
        foreach (var action in stage.Site.Actions)
        {
            using var answer = await stage.PostAsync(action.Path, [("queue", stage.Queue.Name), ("id", "x")], viewer);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task ReadOnly_NobodyChangesAnything_AndSeesNoButton()
    {
        await using var stage = await DashboardStage.StartAsync(options => options.ReadOnly = true);
        await stage.Queue.FailAsync(1);
        using var answer = await stage.PostAsync("/queue/pause", [("queue", stage.Queue.Name)]);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("method=\"post\"", await stage.ReadAsync("/") + await stage.ReadAsync("/failed"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/assets/../appsettings.json")]
    [InlineData("/assets/..%2fappsettings.json")]
    [InlineData("/assets/%2e%2e/appsettings.json")]
    [InlineData("/assets/dashboard.css")]
    [InlineData("/assets/")]
    [InlineData("/..%2f..%2fetc/passwd")]
    [InlineData("/.git/config")]
    [InlineData("/assets/..\\appsettings.json")]
    [InlineData("/assets//etc/passwd")]
    [InlineData("/assets/%252e%252e%252fappsettings.json")]
    public async Task Path_LeadsToNothingButPages(string path)
    {
        await using var stage = await DashboardStage.StartAsync();

        // As it stands: a Uri takes dots out of a path by itself.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(
            stage.Origin + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        using var answer = await stage.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        CheckHeaders(answer);
    }

    [Theory]
    [InlineData("10.0.0.0/8", "bob", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1/32", "bob", HttpStatusCode.OK)]
    [InlineData("127.0.0.1/32", "nobody", HttpStatusCode.Forbidden)]
    public async Task Header_IsBelievedOfAKnownProxyAlone(string proxies, string name, HttpStatusCode expected)
    {
        await using var stage = await DashboardStage.StartAsync(options =>
        {
            options.Users = [new DashboardUser("bob", DashboardRole.Viewer, DashboardUser.ByProxy)];
            options.UserHeader = "X-Remote-User";
            options.KnownProxies = [proxies];
        });
        using var answer = await stage.GetAsync("/", ("X-Remote-User", name));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Form_ThatIsTooLargeOrNone_IsRefused()
    {
        await using var stage = await DashboardStage.StartAsync();
        using var large = await stage.PostAsync("/failed/retry-all", [("error", new string('x', 100_000))]);
        using var json = await stage.SendAsync(
            HttpMethod.Post, "/failed/retry-all", new StringContent("{}", null, "application/json"), ("Sec-Fetch-Site", "same-origin"),
            ("Origin", stage.Origin));

        Assert.Equal(HttpStatusCode.BadRequest, large.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, json.StatusCode);
    }
}
