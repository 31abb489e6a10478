using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace TgWorker.Intake.Tests.TestSupport;

/// <summary>
/// A reverse proxy with an address of its own on loopback; it adds its client to <c>X-Forwarded-For</c> as nginx's
/// <c>$proxy_add_x_forwarded_for</c> does.
/// </summary>
internal sealed class ForwardingProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _http;

    private ForwardingProxy(WebApplication app, HttpMessageInvoker http) => (_app, _http) = (app, http);

    public Uri Url => new(_app.Urls.First());

    /// <summary>Starts one.</summary>
    /// <param name="address">Where it listens, and where its requests come from.</param>
    /// <param name="to">What is behind it.</param>
    public static async Task<ForwardingProxy> StartAsync(IPAddress address, Uri to)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://{address}:0");
        var proxy = new ForwardingProxy(builder.Build(), From(address));
        proxy._app.Run(context => proxy.PassOnAsync(context, to));
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <summary>A client whose requests come from an address.</summary>
    public static HttpMessageInvoker From(IPAddress address) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (context, cancel) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassOnAsync(HttpContext context, Uri to)
    {
        using var body = new StreamContent(context.Request.Body);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(to, context.Request.Path.Value)) { Content = body };
        request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", (string?)context.Request.Headers["X-Telegram-Bot-Api-Secret-Token"]);
        string?[] hops = [.. context.Request.Headers["X-Forwarded-For"], context.Connection.RemoteIpAddress!.ToString()];
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", string.Join(", ", hops));
        using var response = await _http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
    }
}
