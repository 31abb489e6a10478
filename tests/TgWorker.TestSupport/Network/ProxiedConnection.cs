using System.Net.Sockets;
using System.Text;

namespace TgWorker.TestSupport.Network;

/// <summary>One client's connection through a <see cref="FaultyProxy"/>.</summary>
internal sealed class ProxiedConnection(Socket client, ProxyFaults faults) : IDisposable
{
    private const int MostRemembered = 16 * 1024;

    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly StringBuilder _requests = new();
    private volatile bool _loseNextAnswer;
    private volatile bool _stranded;

    public Task Ended { get; private set; } = Task.CompletedTask;

    public void Run(string host, int port, Action<ProxiedConnection> ended, CancellationToken cancellationToken)
        => Ended = RunAsync(host, port, ended, cancellationToken);

    /// <summary>Ends the connection on both sides with a TCP reset.</summary>
    public void Reset()
    {
        foreach (var socket in (Socket[])[client, _server])
        {
            socket.Close(timeout: 0);
        }
    }

    /// <summary>Lets it fall silent for good if it has carried the text.</summary>
    public void Strand(string text)
    {
        lock (_requests)
        {
            _stranded |= _requests.ToString().Contains(text, StringComparison.Ordinal);
        }
    }

    public void Dispose() => Reset();

    private async Task RunAsync(string host, int port, Action<ProxiedConnection> ended, CancellationToken cancellationToken)
    {
        // Off the accept loop: a _server that does not answer must not hold up the next client.
        await Task.Yield();
        try
        {
            client.NoDelay = _server.NoDelay = true;
            await _server.ConnectAsync(host, port, cancellationToken);
            await Task.WhenAny(
                PassOnAsync(client, _server, isRequest: true, cancellationToken),
                PassOnAsync(_server, client, isRequest: false, cancellationToken));
        }
        catch (Exception e) when (IsEnd(e))
        {
            // The _server is not there: the client is to see that its connection ends.
        }
        finally
        {
            Reset();
            ended(this);
        }
    }

    private async Task PassOnAsync(Socket from, Socket to, bool isRequest, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, cancellationToken) is var length and > 0)
            {
                await faults.PassAsync(cancellationToken);
                var data = buffer.AsMemory(0, length);
                if (_stranded)
                {
                    continue;
                }

                if (isRequest)
                {
                    Remember(data.Span);
                    _loseNextAnswer |= faults.TakesAnswerOf(data.Span);
                }
                else if (_loseNextAnswer)
                {
                    await LoseAnswersAsync(buffer, cancellationToken);
                    return;
                }
                else if (faults.DropAnswers)
                {
                    continue;
                }

                await SendAsync(to, data, cancellationToken);
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            // One side ended the connection; so does the other.
        }
    }

    // The first of what it carries tells connections apart.
    private void Remember(ReadOnlySpan<byte> request)
    {
        lock (_requests)
        {
            if (_requests.Length < MostRemembered)
            {
                _requests.Append(Encoding.Latin1.GetString(request));
            }
        }
    }

    private async Task LoseAnswersAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        client.Close(timeout: 0);
        // A reset could throw away what the _server has not read yet; its end of file cannot.
        _server.Shutdown(SocketShutdown.Send);
        while (await _server.ReceiveAsync(buffer, cancellationToken) > 0)
        {
        }
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        while (!data.IsEmpty)
        {
            data = data[await to.SendAsync(data, cancellationToken)..];
        }
    }

    private static bool IsEnd(Exception e) => e is SocketException or ObjectDisposedException or OperationCanceledException;
}
