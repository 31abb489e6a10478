using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Pages.Intake;
using TgWorker.Hosting.Dashboards;
using TgWorker.Hosting.Listening;
using TgWorker.Laravel.Envelopes;
using TgWorker.Sqlite;

namespace TgWorker.Dashboard.Tests.Stage;

/// <summary>A dashboard on a real server, for a queue in memory or one that a test brings.</summary>
internal sealed class DashboardStage : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private const int FewRounds = 1000;

    private readonly WebListener _listener;
    private readonly ErrorLog _errors;
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, UseCookies = false };

    private DashboardStage(DashboardSite site, IUpdateQueue queue, WebListener listener, ErrorLog errors)
    {
        (Site, Queue, _listener, _errors) = (site, queue, listener, errors);
        Client = new HttpClient(_handler) { BaseAddress = new Uri(listener.Urls.Single()) };
    }

    public DashboardSite Site { get; }

    public IUpdateQueue Queue { get; }

    /// <summary>Follows no redirect and keeps no cookie: both are what is tested.</summary>
    public HttpClient Client { get; }

    public Uri Url => Client.BaseAddress!;

    public string Origin => Url.GetLeftPart(UriPartial.Authority);

    public static DashboardUser User(string name, DashboardRole role) => new(name, role, PasswordHash.Create(Password, FewRounds));

    /// <summary>Somebody of each role, called like it.</summary>
    public static IReadOnlyList<DashboardUser> UserOfEachRole { get; } =
        [.. Enum.GetValues<DashboardRole>().Select(role => User(role.ToString().ToLowerInvariant(), role))];

    public static async Task<DashboardStage> StartAsync(
        Action<DashboardOptions>? configure = null, IUpdateQueue? queue = null, TimeProvider? time = null, string prefix = "",
        IBotWebhooks? webhooks = null)
    {
        var (options, errors) = (new DashboardOptions(), new ErrorLog());
        configure?.Invoke(options);
        var reader = new EnvelopeReader(new EnvelopeOptions());
        var open = queue ?? await SqliteUpdateQueue.OpenAsync(
            ":memory:", new SqliteQueueOptions(), reader, TimeProvider.System, NullLoggerFactory.Instance, default);
        var site = new DashboardSite(
            options, _ => Task.FromResult<IReadOnlyList<IUpdateQueue>>([open]), reader, time ?? TimeProvider.System, errors,
            webhooks);
        var listener = await WebListener.StartAsync(
            "The dashboard", new ListenAddress("127.0.0.1", 0), application =>
                DashboardRoute.Map(application, prefix, site), errors, "", default);
        return new DashboardStage(site, open, listener, errors);
    }

    /// <summary>A GET as a browser sends it.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, params IEnumerable<(string Name, string Value)> headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>What a page says; fails where it is not there.</summary>
    public async Task<string> ReadAsync(string path, params IEnumerable<(string Name, string Value)> headers)
    {
        using var answer = await GetAsync(path, headers);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {_errors.Text}");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>A form as a page of the dashboard sends it.</summary>
    public Task<HttpResponseMessage> PostAsync(
        string path, IEnumerable<(string Name, string Value)> fields, params IEnumerable<(string Name, string Value)> headers) =>
        SendAsync(HttpMethod.Post, path, Form(fields), [("Sec-Fetch-Site", "same-origin"), ("Origin", Origin), .. headers]);

    /// <summary>Logs somebody in.</summary>
    /// <returns>The cookie, for the header Cookie.</returns>
    public async Task<(string Name, string Value)> LogInAsync(string name, string prefix = "")
    {
        using var answer = await PostAsync(prefix + "/login", [("name", name), ("password", Password)]);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return ("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        Site.EndStreams();
        await _listener.DisposeAsync();
        await Site.DisposeAsync();
    }
}
