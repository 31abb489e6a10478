using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace TgWorker.Tests.Handlers;

/// <summary>An HTTP endpoint on loopback that gives one answer to every request and keeps what it was sent, byte for byte.</summary>
internal sealed class LoopbackEndpoint : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<ReceivedRequest> _requests = Channel.CreateUnbounded<ReceivedRequest>();
    private readonly string _answer;
    private readonly Task _accepting;

    /// <summary>Starts it; <paramref name="answer"/> is the whole answer, or empty to cut the connection.</summary>
    public LoopbackEndpoint(string answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>An answer with a status and headers, without a body.</summary>
    public static LoopbackEndpoint Answering(int status, params string[] headers) =>
        new($"HTTP/1.1 {status} X\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Content-Length: 0\r\n\r\n");

    public Uri Url(string path = "/hook") => new($"http://127.0.0.1:{Port}{path}");

    /// <summary>The next request that came.</summary>
    public async Task<ReceivedRequest> NextAsync() => await _requests.Reader.ReadAsync();

    public int Unread => _requests.Reader.Count;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (await ReceivedRequest.ReadAsync(stream, _stop.Token) is { } request)
                {
                    _requests.Writer.TryWrite(request);
                    if (_answer.Length == 0)
                    {
                        return;
                    }

                    await stream.WriteAsync(Encoding.ASCII.GetBytes(_answer), _stop.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The test is over, or the client hung up.
            }
        }
    }
}
