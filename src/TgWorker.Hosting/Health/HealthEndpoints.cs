using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TgWorker.Core.Health;

namespace TgWorker.Hosting.Health;

/// <summary>
/// <c>GET /health/live</c> and <c>GET /health/ready</c>: 200 or 503, with JSON that says why. Live is false only when a restart helps,
/// ready also while Redis is away or the worker stops.
/// </summary>
internal static class HealthEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder endpoints, HostHealth health)
    {
        endpoints.MapMethods("/health/live", Methods, http => AnswerAsync(http, health.Check(), static checkedNow => checkedNow.IsLive));
        endpoints.MapMethods("/health/ready", Methods, http => AnswerAsync(http, health.Check(), static checkedNow => checkedNow.IsReady));
    }

    private static Task AnswerAsync(HttpContext http, WorkerHealth health, Func<WorkerHealth, bool> isGood)
    {
        var good = isGood(health);
        var body = HealthJson.Write(good, health);
        http.Response.StatusCode = good ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentLength = body.Length;
        return HttpMethods.IsGet(http.Request.Method) ? http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask()
            : Task.CompletedTask;
    }
}
