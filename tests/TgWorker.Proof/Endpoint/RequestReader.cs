using System.Net.Sockets;
using System.Text;

namespace TgWorker.Proof.Endpoint;

/// <summary>Reads HTTP/1.1 requests with a Content-Length off a connection, one after the other.</summary>
internal sealed class RequestReader(Socket socket)
{
    private byte[] _buffer = new byte[4096];
    private int _filled;

    /// <summary>The next request; null when the caller has closed the connection.</summary>
    public async ValueTask<Arrival?> ReadAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        var lines = Encoding.Latin1.GetString(_buffer, 0, end).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var start = end + 4;
        var length = int.Parse(headers["Content-Length"], null);
        while (_filled < start + length)
        {
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        var body = _buffer.AsSpan(start, length).ToArray();
        _filled -= start + length;
        _buffer.AsSpan(start + length, _filled).CopyTo(_buffer);
        return new Arrival(lines[0].Split(' ')[1].Trim('/'), headers, body);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _filled * 2);
        }

        var read = await socket.ReceiveAsync(_buffer.AsMemory(_filled), SocketFlags.None, cancellationToken);
        _filled += read;
        return read > 0;
    }
}
