using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace TgWorker.Bench.Receiving;

/// <summary>
/// What the receiver is compared with: a minimal API on Kestrel that reads the body, does one RPUSH and answers 200. A program of its own,
/// <c>TgWorker.Bench bare-endpoint</c>.
/// </summary>
internal static class BareEndpoint
{
    /// <summary>The word on the command line.</summary>
    public const string Verb = "bare-endpoint";

    /// <summary>What it writes once it listens.</summary>
    public const string Ready = "bare endpoint listens on";

    /// <summary>Serves until the process is ended.</summary>
    /// <param name="redis">Where Redis is, as StackExchange.Redis writes it.</param>
    /// <param name="key">The list.</param>
    public static async Task<int> RunAsync(string redis, string key)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        var database = connection.GetDatabase();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        app.UseRouting();
        app.MapPost(WebhookClient.Path, async (HttpContext http) =>
        {
            var body = new byte[(int)http.Request.ContentLength!.Value];
            await http.Request.Body.ReadExactlyAsync(body, http.RequestAborted);
            await database.ListRightPushAsync(key, body);
            http.Response.ContentLength = 0;
        });
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"{Ready} {app.Urls.First()}");
        await ((IHost)app).WaitForShutdownAsync();
        return 0;
    }
}
