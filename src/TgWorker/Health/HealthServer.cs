using System.Globalization;
using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Health;
using TgWorker.Hosting;
using TgWorker.Hosting.Health;
using TgWorker.Hosting.Running;

namespace TgWorker.Health;

/// <summary>
/// Answers <c>GET /health/live</c> and <c>GET /health/ready</c>: 200 or 503, with JSON that says why. Live is false only when
/// a restart helps, ready also while Redis is away or the worker stops.
/// </summary>
/// <remarks>
/// .NET's own HttpListener: with Kestrel a worker takes 7 MB more and needs the ASP.NET Core runtime installed. Registered
/// before the worker, so that it answers through the grace period.
/// </remarks>
internal sealed partial class HealthServer(
    HealthOptions options, WorkerPulse pulse, WorkerResult result, IHostApplicationLifetime lifetime, ILogger<HealthServer> logger) : BackgroundService
{
    private const string Stopping = "the worker stops";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = new HttpListener();
        foreach (var host in Hosts(options.Host))
        {
            listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://{host}:{options.Port}/"));
        }

        try
        {
            listener.Start();
        }
        catch (HttpListenerException exception)
        {
            LogClosed(options.Host, options.Port, exception.Message);
            result.ExitCode = ExitCode.Failed;
            lifetime.StopApplication();
            return;
        }

        LogOpen(options.Host, options.Port);
        using var stop = stoppingToken.Register(listener.Stop);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Answer(await listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
            {
                // Who asked hung up, or the listener was stopped.
            }
        }
    }

    // A name in a request is compared with the listener's: both names of the loopback address are right.
    private static string[] Hosts(string host) => host switch
    {
        "127.0.0.1" or "localhost" => ["127.0.0.1", "localhost"],
        "*" or "0.0.0.0" or "::" or "[::]" => ["*"],
        _ => [host],
    };

    private void Answer(HttpListenerContext context)
    {
        using var response = context.Response;
        var health = Check();
        bool? isGood = context.Request.Url?.AbsolutePath switch
        {
            "/health/live" => health.IsLive,
            "/health/ready" => health.IsReady,
            _ => null,
        };
        if (isGood is null || context.Request.HttpMethod is not ("GET" or "HEAD"))
        {
            response.StatusCode = (int)(isGood is null ? HttpStatusCode.NotFound : HttpStatusCode.MethodNotAllowed);
            return;
        }

        response.StatusCode = (int)(isGood.Value ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
        response.ContentType = "application/json";
        response.Headers[HttpResponseHeader.CacheControl] = "no-store";
        var body = HealthJson.Write(isGood.Value, health);
        response.ContentLength64 = body.Length;
        if (context.Request.HttpMethod == "GET")
        {
            response.OutputStream.Write(body);
        }
    }

    private WorkerHealth Check()
    {
        var health = pulse.Check();
        return lifetime.ApplicationStopping.IsCancellationRequested ? health with { IsReady = false, Reasons = [Stopping, .. health.Reasons] } : health;
    }

    [LoggerMessage(520, LogLevel.Information, "Health at http://{Host}:{Port}/health/live and /health/ready")]
    private partial void LogOpen(string host, int port);

    [LoggerMessage(521, LogLevel.Critical, "The health port cannot be opened on {Host}:{Port}: {Reason}. Give another --health-port, 0 for none")]
    private partial void LogClosed(string host, int port, string reason);
}
