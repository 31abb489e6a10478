using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TgWorker.Bench.Receiving;

/// <summary>
/// One connection to a webhook, as Telegram keeps it: one request after the other, with as little work as possible on this side.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    /// <summary>What each request says.</summary>
    public const string Secret = "bench-secret";

    /// <summary>The path of the bot.</summary>
    public const string Path = "/telegram/bot/webhook/bench";

    private static readonly byte[] End = "\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[2048];

    public ValueTask ConnectAsync(int port, CancellationToken cancellationToken) =>
        _socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);

    /// <summary>A request with an update.</summary>
    public static byte[] Request(byte[] update)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST {Path} HTTP/1.1\r\nHost: localhost\r\nX-Telegram-Bot-Api-Secret-Token: {Secret}\r\nContent-Type: "
                + $"application/json\r\nContent-Length: {update.Length}\r\nAccept-Encoding: gzip, deflate\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. update];
    }

    /// <summary>Sends a request and waits for its answer, which is to be an empty 200.</summary>
    public async Task SendAsync(byte[] request, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += await _socket.SendAsync(request.AsMemory(sent), cancellationToken);
        }

        for (var length = 0; ;)
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(length), cancellationToken);
            length += read > 0 ? read : throw new IOException("The connection was closed.");
            if (_answer.AsSpan(0, length).EndsWith(End))
            {
                var status = Encoding.ASCII.GetString(_answer, 9, 3);
                if (status != "200")
                {
                    throw new IOException($"It answered {status}.");
                }

                return;
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
