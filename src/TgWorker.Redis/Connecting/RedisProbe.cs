using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace TgWorker.Redis.Connecting;

/// <summary>
/// Asks a server, past the client library, why it cannot be used: where the library cannot connect it does not say whether
/// nobody listens, TLS is missing or the password is wrong.
/// </summary>
internal static class RedisProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Connects, signs in and pings.</summary>
    /// <returns>What was in the way; null when nothing was.</returns>
    public static async Task<RedisProblem?> WhyNotAsync(RedisConnectionOptions options, CancellationToken cancellationToken)
    {
        if (options.Sentinel is not null)
        {
            // Which server it is only the Sentinels know.
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var socket = await ConnectAsync(options, limit.Token).ConfigureAwait(false);
            var network = new NetworkStream(socket);
            var stream = options.Tls ? await SecureAsync(network, options.Host, limit.Token).ConfigureAwait(false) : network;
            await using (stream.ConfigureAwait(false))
            {
                return await SignInAsync(stream, options, limit.Token).ConfigureAwait(false);
            }
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
                ? new RedisProblem("the host name is not known", "correct the host in --redis or REDIS_HOST")
                : new RedisProblem($"no connection: {exception.Message}", "start Redis, or correct host and port in --redis or REDIS_URL");
        }
        catch (AuthenticationException exception)
        {
            return new RedisProblem(
                $"its TLS certificate is not trusted: {exception.InnerException?.Message ?? exception.Message}",
                "add the authority to the system's trusted certificates (SSL_CERT_FILE names a file of them), or use the name that the certificate is for");
        }
        catch (IOException)
        {
            return options.Tls
                ? new RedisProblem("it does not speak TLS", "use redis:// instead of rediss://")
                : new RedisProblem("it closed the connection", "if it speaks TLS, use rediss://; else look at its log");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new RedisProblem(
                $"no answer within {Patience.TotalSeconds:0} s",
                "see whether it runs and whether a firewall is in the way" + (options.Tls ? "; if it does not speak TLS, use redis:// instead of rediss://" : ""));
        }
    }

    private static async Task<Socket> ConnectAsync(RedisConnectionOptions options, CancellationToken cancellationToken)
    {
        var socket = options.UnixSocket is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            EndPoint endPoint = options.UnixSocket is { } path ? new UnixDomainSocketEndPoint(path) : new DnsEndPoint(options.Host, options.Port);
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> SecureAsync(NetworkStream network, string host, CancellationToken cancellationToken)
    {
        var secure = new SslStream(network);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellationToken).ConfigureAwait(false);
        return secure;
    }

    private static async Task<RedisProblem?> SignInAsync(Stream stream, RedisConnectionOptions options, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        if (options.Password is { } password)
        {
            string[] command = options.User is { } user ? ["AUTH", user, password] : ["AUTH", password];
            var answer = await AskAsync(stream, reader, command, cancellationToken).ConfigureAwait(false);
            // A server without a password does not mind one; tgook sends REDIS_PASSWORD=null as the password "null".
            if (answer.StartsWith('-') && !answer.Contains("without any password configured", StringComparison.Ordinal))
            {
                return new RedisProblem("it refused the user or password", "correct REDIS_PASSWORD (REDIS_USERNAME), or the part before the @ in --redis");
            }
        }

        var pong = await AskAsync(stream, reader, ["PING"], cancellationToken).ConfigureAwait(false);
        return pong switch
        {
            _ when pong.StartsWith('+') || pong.StartsWith("-NOPERM", StringComparison.Ordinal) => null,
            _ when pong.StartsWith("-NOAUTH", StringComparison.Ordinal) =>
                new RedisProblem("it wants a password, and none is given", "set REDIS_PASSWORD, or give --redis redis://:password@host:port"),
            _ when pong.StartsWith("-DENIED", StringComparison.Ordinal) =>
                new RedisProblem("it is in protected mode and takes only local connections", "give it a password, or bind it to a private address with protected-mode off"),
            _ when pong.StartsWith("-LOADING", StringComparison.Ordinal) => new RedisProblem("it is still loading its data", "wait"),
            _ => new RedisProblem("what listens there does not answer as Redis does", "correct host and port in --redis or REDIS_URL"),
        };
    }

    private static async Task<string> AskAsync(Stream stream, StreamReader reader, string[] words, CancellationToken cancellationToken)
    {
        var request = $"*{words.Length}\r\n" + string.Concat(words.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"));
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), cancellationToken).ConfigureAwait(false);
        return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) ?? throw new IOException();
    }
}
