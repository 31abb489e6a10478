using System.Globalization;
using System.Text;

namespace TgWorker.Redis.Connecting;

/// <summary>A Redis URL taken apart: what it does not say is null, so that single settings can fill it in.</summary>
/// <param name="Tls">Whether the scheme asks for TLS.</param>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="UnixSocket">Path of a Unix socket.</param>
/// <param name="Database">Database number.</param>
/// <param name="User">ACL user.</param>
/// <param name="Password">Password.</param>
public sealed record RedisUrl(bool Tls, string? Host, int? Port, string? UnixSocket, int? Database, string? User, string? Password)
{
    // sun_path of unix(7) without the byte that ends it.
    private const int LongestSocketPath = 107;

    private const string Schemes = "redis://, rediss:// (TLS) or unix://";

    /// <summary>Reads a URL as go-redis and Laravel do.</summary>
    /// <exception cref="FormatException">The URL cannot be read; the message names the trouble, never the URL.</exception>
    public static RedisUrl Parse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var colon = url.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0)
        {
            throw new FormatException($"it has no scheme: begin it with {Schemes}");
        }

        var scheme = url[..colon].ToLowerInvariant();
        var (authority, path, query) = Split(url[(colon + 3)..]);
        var (user, password) = Credentials(ref authority);
        var database = QueryDatabase(query);
        switch (scheme)
        {
            case "unix":
                return new RedisUrl(false, null, null, Socket(SocketPath(path)), database, user, password);
            case "redis" or "rediss" or "tcp" or "tls":
                var (host, port) = HostAndPort(authority);
                return new RedisUrl(scheme is "rediss" or "tls", host, port, null, database ?? PathDatabase(path), user, password);
            default:
                throw new FormatException($"its scheme is not known: use {Schemes}");
        }
    }

    /// <summary>The connection it describes, defaults where it says nothing.</summary>
    public RedisConnectionOptions ToOptions()
    {
        var options = new RedisConnectionOptions { Tls = Tls, UnixSocket = UnixSocket, User = User, Password = Password };
        options.Host = Host ?? options.Host;
        options.Port = Port ?? options.Port;
        options.Database = Database ?? options.Database;
        return options;
    }

    // Not System.Uri: it knows no unix://user@/path and refuses passwords with stray characters that Redis clients take.
    private static (string Authority, string Path, string Query) Split(string rest)
    {
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : rest[(question + 1)..];
        rest = question < 0 ? rest : rest[..question];
        var at = rest.LastIndexOf('@');
        var slash = rest.IndexOf('/', at + 1);
        return slash < 0 ? (rest, "", query) : (rest[..slash], rest[slash..], query);
    }

    private static (string? User, string? Password) Credentials(ref string authority)
    {
        var at = authority.LastIndexOf('@');
        if (at < 0)
        {
            return (null, null);
        }

        var info = authority[..at];
        authority = authority[(at + 1)..];
        var colon = info.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? (NullIfEmpty(info), null)
            : (NullIfEmpty(info[..colon]), NullIfEmpty(info[(colon + 1)..]));
    }

    private static (string? Host, int? Port) HostAndPort(string authority)
    {
        var bracket = authority.LastIndexOf(']');
        var colon = authority.IndexOf(':', Math.Max(bracket, 0));
        var host = (colon < 0 ? authority : authority[..colon]).Trim('[', ']');
        if (colon < 0)
        {
            return (NullIfEmpty(host), null);
        }

        return int.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and < 65536
            ? (NullIfEmpty(host), port)
            : throw new FormatException("its port is not a number from 1 to 65535");
    }

    /// <summary>The path of a socket, which the system takes.</summary>
    /// <exception cref="FormatException">It is too long.</exception>
    internal static string Socket(string path) => Encoding.UTF8.GetByteCount(path) <= LongestSocketPath ? path
        : throw new FormatException($"it is a socket whose path is longer than the {LongestSocketPath} bytes that the system takes");

    private static string SocketPath(string path) =>
        path.Length > 1 ? Uri.UnescapeDataString(path) : throw new FormatException("it names no socket: unix:///path/to/redis.sock");

    private static int? PathDatabase(string path) => path.Trim('/') is { Length: > 0 } number ? Number(number) : null;

    private static int? QueryDatabase(string query)
    {
        const string name = "db=";
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.StartsWith(name, StringComparison.Ordinal))
            {
                return Number(pair[name.Length..]);
            }
        }

        return null;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("its database is not a number: redis://host:6379/0");

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : Uri.UnescapeDataString(text);
}
