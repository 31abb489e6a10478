using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Handling;
using TgWorker.Dashboard.Configuration;
using TgWorker.Hosting;

namespace TgWorker.Dashboard.Tests.Serving;

/// <summary>The dashboard among the pages of an application of its own, with the application's path base and authentication.</summary>
public sealed class HostTests
{
    private const string Place = "/app/ops/queue";

    [Fact]
    public async Task Application_ShowsIt_ToWhomItsOwnAuthenticationLetsIn()
    {
        await using var app = await StartAsync();
        using var client = ClientOf(app);
        using var stranger = await client.GetAsync(new Uri(Place + "/workers", UriKind.Relative));
        using var own = await client.GetAsync(new Uri("/app/hello", UriKind.Relative));
        using var page = await SendAsync(client, HttpMethod.Get, Place + "/workers", "anna");
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.OK), (stranger.StatusCode, own.StatusCode, page.StatusCode));
        Assert.Contains($"href=\"{Place}/chats\"", html, StringComparison.Ordinal);
        Assert.Contains("anna", html, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        // The application's own pages are its own.
        Assert.False(own.Headers.Contains("Content-Security-Policy"));
        var style = html[(html.IndexOf("rel=\"stylesheet\" href=\"", StringComparison.Ordinal) + 23)..].Split('"')[0];
        using var asset = await client.GetAsync(new Uri(style, UriKind.Relative));
        Assert.Equal("text/css", asset.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Button_ActsThere_AndLeadsBackThere()
    {
        await using var app = await StartAsync();
        using var client = ClientOf(app);
        using var viewer = await SendAsync(client, HttpMethod.Post, Place + "/queue/pause", "ben", Form);
        using var foreign = await SendAsync(client, HttpMethod.Post, Place + "/queue/pause", "anna", Form, "https://evil.example");
        using var paused = await SendAsync(client, HttpMethod.Post, Place + "/queue/pause", "anna", Form);
        using var now = await SendAsync(client, HttpMethod.Get, paused.Headers.Location!.OriginalString, "ben");
        using var audit = await SendAsync(client, HttpMethod.Get, Place + "/audit.json", "ben");

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.SeeOther),
            (viewer.StatusCode, foreign.StatusCode, paused.StatusCode));
        Assert.StartsWith(Place, paused.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("is paused", await now.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("\"who\":\"anna\"", await audit.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, string>> Form => [new("queue", "telegram_updates")];

    // As an application is written: with a worker, and somebody who is known by what the application believes.
    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = "http://127.0.0.1:0" });
        builder.Logging.ClearProviders();
        builder.AddTgWorker(options => options.UseSqlite(":memory:")).OnText(() => UpdateOutcome.Handled);
        builder.AddTgWorkerDashboard(dashboard => dashboard.Identify = http =>
            http.User.Identity is { IsAuthenticated: true, Name: { } name }
            ? new DashboardPerson(name, http.User.IsInRole("ops") ? DashboardRole.Operator : DashboardRole.Viewer)
            : null);
        var app = builder.Build();
        app.UsePathBase("/app");
        app.Use((http, next) =>
        {
            if (http.Request.Headers["X-Test-User"] is [{ } name])
            {
                var role = new Claim(ClaimTypes.Role, name == "anna" ? "ops" : "staff");
                http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), role], "test"));
            }

            return next(http);
        });
        app.UseRouting();
        app.MapGet("/hello", () => "hello");
        app.MapTgWorkerDashboard("/ops/queue");
        await app.StartAsync();
        return app;
    }

    private static HttpClient ClientOf(WebApplication app) => new(new HttpClientHandler { AllowAutoRedirect = false })
    {
        BaseAddress = new Uri(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
    };

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string path, string user, IEnumerable<KeyValuePair<string, string>>? form = null,
        string? origin = null)
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = form is null ? null : new FormUrlEncodedContent(form),
            Headers = { { "X-Test-User", user }, { "Sec-Fetch-Site", origin is null ? "same-origin" : "cross-site" } },
        };
        request.Headers.Add("Origin", origin ?? client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return client.SendAsync(request);
    }
}
