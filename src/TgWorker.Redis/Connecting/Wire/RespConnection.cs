using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace TgWorker.Redis.Connecting.Wire;

/// <summary>
/// A bare connection that speaks Redis's protocol, for what the client library is no help with: Sentinels, and the question why a
/// server cannot be used. Not for two callers at once.
/// </summary>
internal sealed class RespConnection : IAsyncDisposable
{
    // Nothing that is asked for here is anywhere near as long.
    private const int LongestText = 1 << 20;

    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly StreamReader _reader;

    private RespConnection(Socket socket, Stream stream)
    {
        _socket = socket;
        _stream = stream;
        _reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
    }

    /// <summary>Connects.</summary>
    /// <param name="endPoint">The server.</param>
    /// <param name="tlsHost">The name its certificate must bear; null to speak no TLS.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SocketException">Nobody listens there, or the name is not known.</exception>
    /// <exception cref="AuthenticationException">The certificate is not trusted.</exception>
    /// <exception cref="IOException">It closed the connection.</exception>
    public static async Task<RespConnection> OpenAsync(EndPoint endPoint, string? tlsHost, CancellationToken cancellationToken)
    {
        var socket = endPoint.AddressFamily == AddressFamily.Unix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return new RespConnection(
                socket, await SecureAsync(new NetworkStream(socket), tlsHost, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether an exception says that a server could not be asked.</summary>
    public static bool IsTrouble(Exception exception) =>
        exception is SocketException or IOException or InvalidDataException or AuthenticationException
        or SignInRefusedException or ErrorReplyException or OperationCanceledException or FormatException or OverflowException
        or KeyNotFoundException;

    /// <summary>Closes a connection that there may be.</summary>
    public static ValueTask CloseAsync(RespConnection? connection) => connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Sends a command and reads its reply.</summary>
    public async ValueTask<RespReply> AskAsync(string[] words, CancellationToken cancellationToken)
    {
        await SendAsync(words, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a command.</summary>
    public ValueTask SendAsync(string[] words, CancellationToken cancellationToken)
    {
        var request = string.Concat(words.Select(static word => string.Create(
            CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n")));
        return _stream.WriteAsync(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"*{words.Length}\r\n{request}")), cancellationToken);
    }

    /// <summary>Reads the next reply.</summary>
    /// <exception cref="IOException">The server closed the connection, or does not speak Redis's protocol.</exception>
    public async ValueTask<RespReply> ReadAsync(CancellationToken cancellationToken)
    {
        var line = await _reader.ReadLineAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new IOException("it closed the connection");
        var text = line.Length > 0 ? line[1..] : "";
        return line.FirstOrDefault() switch
        {
            '+' or ':' => new RespReply(text),
            '-' => new RespReply(text, IsError: true),
            '$' => new RespReply(await ReadTextAsync(Length(text), cancellationToken).ConfigureAwait(false)),
            '*' => new RespReply(null, await ReadItemsAsync(Length(text), cancellationToken).ConfigureAwait(false)),
            _ => throw new InvalidDataException("what listens there does not answer as Redis does"),
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _stream.DisposeAsync().ConfigureAwait(false);
        _socket.Dispose();
    }

    private static async Task<Stream> SecureAsync(NetworkStream network, string? host, CancellationToken cancellationToken)
    {
        if (host is null)
        {
            return network;
        }

        var secure = new SslStream(network);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellationToken)
            .ConfigureAwait(false);
        return secure;
    }

    private static int Length(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var length) && length <= LongestText
        ? length
        : throw new InvalidDataException("what listens there does not answer as Redis does");

    private async ValueTask<string?> ReadTextAsync(int length, CancellationToken cancellationToken)
    {
        if (length < 0)
        {
            return null;
        }

        var text = new char[length + 2];
        return await _reader.ReadBlockAsync(text, cancellationToken).ConfigureAwait(false) == text.Length
            ? new string(text, 0, length)
            : throw new IOException("it closed the connection");
    }

    private async ValueTask<RespReply[]> ReadItemsAsync(int count, CancellationToken cancellationToken)
    {
        var items = new RespReply[Math.Max(count, 0)];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = await ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        return items;
    }
}
