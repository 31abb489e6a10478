using System.Net;
using System.Net.Sockets;
using System.Text;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Tests.Hosting;

/// <summary>Stands before a Redis server and replaces a text in its answers by another of the same length.</summary>
internal sealed class RewritingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly RedisServer _server;
    private readonly byte[] _text;
    private readonly byte[] _replacement;
    private readonly Task _accepting;

    public RewritingProxy(RedisServer server, string text, string replacement)
    {
        Assert.Equal(text.Length, replacement.Length);
        (_server, _text, _replacement) = (server, Encoding.ASCII.GetBytes(text), Encoding.ASCII.GetBytes(replacement));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"redis://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        while (true)
        {
            connections.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(_server.Host, _server.Port, _stopping.Token);
            await Task.WhenAny(CopyAsync(client, server, false), CopyAsync(server, client, true)).Unwrap()
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool rewrite)
    {
        var buffer = new byte[64 * 1024];
        int length;
        while ((length = await from.GetStream().ReadAsync(buffer, _stopping.Token)) > 0)
        {
            for (int at; rewrite && (at = buffer.AsSpan(0, length).IndexOf(_text)) >= 0;)
            {
                _replacement.CopyTo(buffer, at);
            }

            await to.GetStream().WriteAsync(buffer.AsMemory(0, length), _stopping.Token);
        }
    }
}
