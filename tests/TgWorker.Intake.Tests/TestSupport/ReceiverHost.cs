using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Intake.Accepting;
using TgWorker.Intake.Receiving;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.TestSupport;

/// <summary>An ASP.NET Core application of somebody's own that receives webhooks.</summary>
internal sealed class ReceiverHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ReceiverHost(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    public ReceiverState State => Services.GetRequiredService<ReceiverState>();

    public static async Task<ReceiverHost> StartAsync(
        IIntakeQueue queue, Action<ReceiverOptions> configure, string url = "http://127.0.0.1:0", ILoggerProvider? log = null,
        Action<KestrelServerOptions>? listen = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        if (listen is null)
        {
            builder.WebHost.UseUrls(url);
        }
        else
        {
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(listen);
        }

        builder.Services.AddRoutingCore();
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        builder.Services.AddSingleton(queue);
        builder.Services.AddTgWorkerReceiver(configure);
        var app = builder.Build();
        app.UseRouting();
        app.MapTgWorkerReceiver();
        var host = new ReceiverHost(app);
        try
        {
            await app.StartAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until it takes updates.</summary>
    public Task ReadyAsync() => Eventually.TrueAsync(() => Services.GetRequiredService<IntakeGate>().IsOpen);

    public Task StopAsync() => _app.StopAsync();

    /// <summary>A connection to it.</summary>
    public async Task<RawHttp> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Url.Port));
        return new RawHttp(new NetworkStream(socket, ownsSocket: true));
    }

    /// <summary>Posts once, over a connection of its own.</summary>
    public async Task<RawAnswer> PostAsync(string bot, byte[] body, string? secret = "s3cret", params string[] headers)
    {
        await using var http = await ConnectAsync();
        return await http.PostAsync(ReceiverOptions.DefaultPath + bot, body, secret, headers);
    }

    public Task<RawAnswer> PostAsync(string bot, string body, string? secret = "s3cret", params string[] headers) =>
        PostAsync(bot, Encoding.UTF8.GetBytes(body), secret, headers);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
