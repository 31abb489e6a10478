using System.Net.Sockets;
using System.Text;

namespace TgWorker.Proof.Endpoint;

/// <summary>Reads HTTP/1.1 requests with a Content-Length off a connection, one after the other.</summary>
internal sealed class RequestReader(Socket socket)
{
    private byte[] buffer = new byte[4096];
    private int filled;

    /// <summary>The next request; null when the caller has closed the connection.</summary>
    public async ValueTask<Arrival?> ReadAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        var lines = Encoding.Latin1.GetString(buffer, 0, end).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var start = end + 4;
        var length = int.Parse(headers["Content-Length"], null);
        while (filled < start + length)
        {
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        var body = buffer.AsSpan(start, length).ToArray();
        filled -= start + length;
        buffer.AsSpan(start + length, filled).CopyTo(buffer);
        return new Arrival(lines[0].Split(' ')[1].Trim('/'), headers, body);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (filled == buffer.Length)
        {
            Array.Resize(ref buffer, filled * 2);
        }

        var read = await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None, cancellationToken);
        filled += read;
        return read > 0;
    }
}
