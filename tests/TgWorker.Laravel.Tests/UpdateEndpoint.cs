using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TgWorker.Laravel.Tests;

/// <summary>An HTTP endpoint that takes updates and keeps their bytes.</summary>
internal sealed class UpdateEndpoint : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<byte[]> _received = new();
    private readonly Task _listening;

    public UpdateEndpoint()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Url);
        _listener.Start();
        _listening = Task.Run(ListenAsync);
    }

    public string Url { get; }

    /// <summary>What it answers. Default 200.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

    /// <summary>The bodies, in the order in which they came.</summary>
    public IReadOnlyList<byte[]> Received => [.. _received];

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            var context = await _listener.GetContextAsync();
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            _received.Enqueue(body.ToArray());
            context.Response.StatusCode = (int)Answer;
            context.Response.Close();
        }
    }
}
