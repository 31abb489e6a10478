using System.Net;
using TgWorker.Dashboard.Access;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Tests.Stage;
using TgWorker.TestSupport.Time;

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

    [Fact]
    public async Task WithUsers_WithoutSession_NothingIsShown()
    {
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole);
        using var page = await stage.GetAsync("/failed?error=a%26b");
        using var json = await stage.GetAsync("/failed.json");
        using var stream = await stage.GetAsync("/", ("Accept", "text/event-stream"));
        using var action = await stage.PostAsync("/queue/pause", [("queue", stage.Queue.Name)]);

        Assert.Equal("/login?next=%2Ffailed%3Ferror%3Da%2526b", page.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, json.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, stream.StatusCode);
        Assert.StartsWith("/login", action.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.False((await stage.Queue.GetStatusAsync(default)).Paused);
    }

    [Fact]
    public async Task Login_GivesAStrictCookie_AndGoesWhereOneWanted()
    {
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole);
        using var answer = await stage.PostAsync(
            "/login", [("name", "viewer"), ("password", DashboardStage.Password), ("next", "/failed?error=a%26b")]);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/", cookie, StringComparison.Ordinal);
        Assert.Equal("/failed?error=a%26b", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/login")]
    [InlineData("/failed\r\nSet-Cookie: x=y")]
    [InlineData("javascript:alert(1)")]
    public async Task Login_GoesToPagesOfTheDashboardAlone(string next)
    {
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole);
        using var answer = await stage.PostAsync("/login", [("name", "viewer"), ("password", DashboardStage.Password), ("next", next)]);

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Cookie_BehindAProxyWithHttps_IsSecure()
    {
        await using var stage = await DashboardStage.StartAsync(
            options => (options.Users, options.KnownProxies) = (DashboardStage.UserOfEachRole, ["127.0.0.1/32"]));
        using var answer = await stage.SendAsync(
            HttpMethod.Post, "/login", DashboardStage.Form([("name", "viewer"), ("password", DashboardStage.Password)]),
            ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "ops.example"), ("Sec-Fetch-Site", "same-origin"),
            ("Origin", "https://ops.example"));

        Assert.Contains("secure", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Session_ThatSomebodyElseChose_IsNotTaken()
    {
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole);
        var planted = ("Cookie", $"{SessionCookie.Name}=planted");
        using var login = await stage.PostAsync("/login", [("name", "viewer"), ("password", DashboardStage.Password)], planted);
        using var afterwards = await stage.GetAsync("/", planted);

        Assert.DoesNotContain("planted", login.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.StartsWith("/login", afterwards.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_EndsTheSessionBefore()
    {
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole);
        var first = await stage.LogInAsync("viewer");
        using var again = await stage.PostAsync("/login", [("name", "admin"), ("password", DashboardStage.Password)], first);
        using var afterwards = await stage.GetAsync("/", first);

        Assert.Equal(HttpStatusCode.SeeOther, afterwards.StatusCode);
    }

    [Fact]
    public async Task Logout_EndsTheSession()
    {
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole);
        var cookie = await stage.LogInAsync("viewer");
        await stage.ReadAsync("/", cookie);
        using var logout = await stage.PostAsync("/logout", [], cookie);
        using var afterwards = await stage.GetAsync("/", cookie);

        Assert.Equal("/login", logout.Headers.Location!.OriginalString);
        Assert.StartsWith("/login", afterwards.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_TriedTooOften_IsNotEvenLookedAt()
    {
        var time = new FakeTime();
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole, time: time);
        for (var i = 0; i < LoginLimit.MostOfAddress; i++)
        {
            using var wrong = await stage.PostAsync("/login", [("name", "viewer"), ("password", "guess")]);
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var right = await stage.PostAsync("/login", [("name", "viewer"), ("password", DashboardStage.Password)]);
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.Equal(LoginLimit.Window, right.Headers.RetryAfter!.Delta);

        time.Advance(LoginLimit.Window);
        await stage.LogInAsync("viewer");
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

        foreach (var path in (string[])["/queue/pause", "/failed/forget-all", "/login", "/logout"])
        {
            using var answer = await stage.SendAsync(HttpMethod.Post, path, DashboardStage.Form([("queue", stage.Queue.Name)]), headers);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.False((await stage.Queue.GetStatusAsync(default)).Paused);
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
    [InlineData("viewer", "/chat/skip", false)]
    [InlineData("operator", "/chat/pause", true)]
    [InlineData("operator", "/chat/drop", false)]
    [InlineData("admin", "/failed/forget-all", true)]
    public async Task Role_DecidesWhatOneMayDo(string name, string action, bool isAllowed)
    {
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole);
        using var answer = await stage.PostAsync(action, [("queue", stage.Queue.Name), ("id", "x")], await stage.LogInAsync(name));

        Assert.Equal(isAllowed ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden, answer.StatusCode);
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
    public async Task Path_LeadsToNothingButPages(string path)
    {
        await using var stage = await DashboardStage.StartAsync();
        using var answer = await stage.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
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
