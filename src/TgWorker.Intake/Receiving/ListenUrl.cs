using System.Globalization;
using System.Net;
using System.Text;

namespace TgWorker.Intake.Receiving;

/// <summary>Where a receiver of its own listens.</summary>
/// <param name="IsTls">Whether it speaks TLS there.</param>
/// <param name="Addresses">The addresses; empty for all of them.</param>
/// <param name="Port">The port.</param>
/// <param name="UnixSocket">The socket's path, where it is one.</param>
internal sealed record ListenUrl(bool IsTls, IReadOnlyList<IPAddress> Addresses, int Port, string? UnixSocket)
{
    private const string Unix = "unix:";

    // sun_path of unix(7) without the byte that ends it.
    private const int LongestSocketPath = 107;

    /// <summary>Says what is wrong with a URL; null when nothing is.</summary>
    public static string? Problem(string text) => Parse(text) is { } url
        ? SocketProblem(url) is { } problem ? $"'{text}' {problem}" : null
        : $"'{text}' is not an address to listen on: give one such as http://127.0.0.1:9070, https://0.0.0.0:8443 or "
            + "http://unix:/run/tgworker/receiver.sock";

    /// <summary>Says what is wrong with its socket; null when nothing is, or it is none.</summary>
    public static string? SocketProblem(ListenUrl url) => Encoding.UTF8.GetByteCount(url.UnixSocket ?? "") > LongestSocketPath
        ? $"is a socket whose path is longer than the {LongestSocketPath} bytes that the system takes: choose a shorter one"
        : null;

    /// <summary>Reads one; null when it cannot be read.</summary>
    public static ListenUrl? Parse(string text)
    {
        var isTls = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!isTls && !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = text[(text.IndexOf("//", StringComparison.Ordinal) + 2)..];
        if (rest.StartsWith(Unix, StringComparison.OrdinalIgnoreCase))
        {
            return rest.Length > Unix.Length + 1 && rest[Unix.Length] == '/' ? new ListenUrl(isTls, [], 0, rest[Unix.Length..]) : null;
        }

        var authority = rest.TrimEnd('/');
        var colon = authority.LastIndexOf(':');
        var hasPort = colon > authority.LastIndexOf(']');
        var port = isTls ? 443 : 80;
        if (authority.Contains('/', StringComparison.Ordinal)
            || (hasPort && !int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port))
                || port > ushort.MaxValue)
        {
            return null;
        }

        return AddressesOf(hasPort ? authority[..colon] : authority) is { } addresses ? new ListenUrl(isTls, addresses, port, null) : null;
    }

    private static IReadOnlyList<IPAddress>? AddressesOf(string host) => host switch
    {
        "*" or "+" => [],
        "localhost" => [IPAddress.Loopback, IPAddress.IPv6Loopback],
        _ => IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [address] : null,
    };
}
