using System.Net;
using TgWorker.Dashboard.Access;
using TgWorker.Dashboard.Tests.Stage;
using TgWorker.TestSupport.Time;

namespace TgWorker.Dashboard.Tests.Serving;

/// <summary>Logging in and out.</summary>
public sealed class LoginTests
{
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
}
