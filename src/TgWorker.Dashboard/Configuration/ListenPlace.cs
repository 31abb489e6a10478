using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TgWorker.Dashboard.Configuration;

/// <summary>Where the dashboard listens.</summary>
/// <param name="Addresses">The addresses; empty for all of them.</param>
/// <param name="Port">The port.</param>
internal sealed record ListenPlace(IReadOnlyList<IPAddress> Addresses, int Port)
{
    private const string Scheme = "http://";

    /// <summary>Whether only this machine can reach it. What cannot be read is not.</summary>
    public static bool IsPrivate(string url) =>
        Parse(url) is { } place && place.Addresses.Count > 0 && place.Addresses.All(IPAddress.IsLoopback);

    /// <summary>Reads <c>http://ADDRESS:PORT</c>; null when it is none.</summary>
    public static ListenPlace? Parse(string url)
    {
        if (!url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var authority = url[Scheme.Length..].TrimEnd('/');
        var colon = authority.LastIndexOf(':');
        return colon > authority.LastIndexOf(']')
            && int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                && port <= ushort.MaxValue
            && AddressesOf(authority[..colon]) is { } addresses
            ? new ListenPlace(addresses, port)
            : null;
    }

    /// <summary>Makes Kestrel listen there.</summary>
    public void ApplyTo(KestrelServerOptions kestrel)
    {
        if (Addresses.Count == 0)
        {
            kestrel.ListenAnyIP(Port);
        }

        foreach (var address in Addresses)
        {
            kestrel.Listen(address, Port);
        }
    }

    private static IReadOnlyList<IPAddress>? AddressesOf(string host) => host switch
    {
        "*" or "+" => [],
        "localhost" => [IPAddress.Loopback],
        _ => IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [address] : null,
    };
}
