using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.TestSupport.Telegram;

/// <summary>
/// A Bot API server on loopback that treats updates as Telegram's does: webhooks with their queues, delays and limits, getUpdates with its
/// brakes and conflicts, setWebhook, deleteWebhook and getWebhookInfo. Other methods are kept, and answered with <c>true</c> unless it is
/// told otherwise.
/// </summary>
public sealed class BotApiServer : IAsyncDisposable
{
    private const int FirstUpdateId = 2_000_001;

    private readonly WebApplication _app;
    private readonly BotApiServerOptions _options;
    private readonly Lock _gate = new();
    private readonly List<BotApiCall> _calls = [];
    private readonly Dictionary<string, BotApiBot> _bots = new(StringComparer.Ordinal);

    private BotApiServer(WebApplication app, BotApiServerOptions options) => (_app, _options) = (app, options);

    /// <summary>Its address.</summary>
    public string Url => _app.Urls.First() + "/";

    /// <summary>Answers a call by its turn, the first being 0, with status and JSON; null for the usual answer.</summary>
    public Func<BotApiCall, int, Task<(int Status, string Body)?>> Answer { get; set; } = (_, _) => Task.FromResult<(int, string)?>(null);

    /// <summary>What it answers to everything while it is in trouble; null when it is not.</summary>
    public ApiAnswer? Trouble { get; set; }

    /// <summary>What it was asked so far.</summary>
    public IReadOnlyList<BotApiCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Starts one.</summary>
    public static async Task<BotApiServer> StartAsync(BotApiServerOptions? options = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var server = new BotApiServer(app, options ?? new BotApiServerOptions());
        app.UseRouting();
        app.Map("/bot{token}/{method}", server.ServeAsync);
        app.Map("/bot{token}/test/{method}", server.ServeAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Makes a bot known.</summary>
    public BotApiBot AddBot(string token = "1:test", int firstId = FirstUpdateId)
    {
        var bot = new BotApiBot(token, firstId, _options);
        lock (_gate)
        {
            _bots.Add(token, bot);
        }

        return bot;
    }

    /// <summary>Waits until it was asked so often.</summary>
    public Task WaitForCallsAsync(int count) => Eventually.TrueAsync(() => Calls.Count >= count, what: $"the bot made {count} calls");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var bot in _bots.Values)
        {
            bot.Dispose();
        }

        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var request = await ApiRequest.ReadAsync(context.Request);
        int turn;
        var call = new BotApiCall(context.Request.Path, request.Body);
        lock (_gate)
        {
            turn = _calls.Count;
            _calls.Add(call);
        }

        try
        {
            await Task.Delay(_options.RoundTrip, _options.Time, context.RequestAborted);
            var told = await Answer(call, turn);
            var answer = told is { } own ? new ApiAnswer(own.Status, own.Body)
                : await AnswerAsync((string)context.GetRouteValue("token")!, call, request, context.RequestAborted);
            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = answer.Body.StartsWith('{') ? "application/json" : "text/html";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer.Body), context.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The caller is gone.
        }
    }

    private async Task<ApiAnswer> AnswerAsync(string token, BotApiCall call, ApiRequest request, CancellationToken cancellationToken)
    {
        BotApiBot? bot;
        lock (_gate)
        {
            bot = _bots.GetValueOrDefault(token);
        }

        if (Trouble is { } trouble)
        {
            return trouble;
        }

        if (bot is not { IsRevoked: false })
        {
            return ApiAnswer.Error(401, "Unauthorized");
        }

        if (_options.Floods?.Refuse(call) is { } flood)
        {
            return flood;
        }

        return call.Method.ToLowerInvariant() switch
        {
            "getupdates" => await bot.GetUpdatesAsync(request, cancellationToken),
            "setwebhook" => bot.SetWebhook(request),
            "deletewebhook" => bot.DeleteWebhook(request),
            "getwebhookinfo" => bot.WebhookInfo(),
            "getme" => ApiAnswer.Ok($$"""{"id":{{token.Split(':')[0]}},"is_bot":true,"first_name":"Test","username":"test_bot"}"""),
            _ => ApiAnswer.Ok("true"),
        };
    }
}
