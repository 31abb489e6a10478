using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using TgWorker.Intake.Accepting;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Intake.Tests.Moving;

/// <summary>What tgook does, on a queue: each POST is an entry, whatever it brings, and answered with 200.</summary>
internal sealed class Tgook : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Tgook(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public static async Task<Tgook> StartAsync(Func<byte[], Task> push)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://{IPAddress.Loopback}:0");
        var writer = new EntryWriter(TgookShape.V1, TimeProvider.System);
        var app = builder.Build();
        app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            await push(writer.Write(http.Request.Path.Value!.Split('/')[^1], body.ToArray()).Payload.ToArray());
            http.Response.StatusCode = StatusCodes.Status200OK;
        });
        await app.StartAsync();
        return new Tgook(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
