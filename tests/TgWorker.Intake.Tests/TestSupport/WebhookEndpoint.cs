using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.TestSupport;

/// <summary>Somebody's webhook, which answers as a test says.</summary>
internal sealed class WebhookEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<int> _arrivals = [];
    private int _running;

    private WebhookEndpoint(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/hook";

    /// <summary>What it answers to an update; 200 unless it is told otherwise.</summary>
    public Func<int, Task<(int Status, int? RetryAfter, string Body)>> Answer { get; set; } = _ => Task.FromResult((200, (int?)null, ""));

    /// <summary>The most requests that ran at the same time.</summary>
    public int Peak { get; private set; }

    public IReadOnlyList<int> Arrivals
    {
        get
        {
            lock (_gate)
            {
                return [.. _arrivals];
            }
        }
    }

    public IHeaderDictionary LastHeaders { get; private set; } = new HeaderDictionary();

    public static async Task<WebhookEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var endpoint = new WebhookEndpoint(app);
        app.Run(endpoint.ServeAsync);
        await app.StartAsync();
        return endpoint;
    }

    public Task WaitForArrivalsAsync(int count) => Eventually.TrueAsync(() => Arrivals.Count >= count, what: $"{count} updates arrived");

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var update = await JsonDocument.ParseAsync(context.Request.Body);
        var id = update.RootElement.GetProperty("update_id").GetInt32();
        lock (_gate)
        {
            _arrivals.Add(id);
            Peak = Math.Max(Peak, ++_running);
            LastHeaders = new HeaderDictionary(context.Request.Headers.ToDictionary());
        }

        var (status, retryAfter, body) = await Answer(id);
        lock (_gate)
        {
            _running--;
        }

        context.Response.StatusCode = status;
        if (retryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        }

        await context.Response.WriteAsync(body);
    }
}
