using System.Globalization;

namespace TgWorker.Redis.Connecting.Wire;

/// <summary>Where a server listens.</summary>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">TCP port.</param>
internal sealed record ServerAddress(string Host, int Port)
{
    /// <summary>Reads <c>host</c>, <c>host:port</c> or <c>[address]:port</c>.</summary>
    /// <exception cref="FormatException">It has no host, or no such port.</exception>
    public static ServerAddress Parse(string text, int defaultPort)
    {
        var bracket = text.LastIndexOf(']');
        var colon = text.IndexOf(':', Math.Max(bracket, 0));
        var host = (colon < 0 ? text : text[..colon]).Trim().Trim('[', ']');
        var port = defaultPort;
        if (host.Length == 0)
        {
            throw new FormatException($"'{text}' names no host");
        }

        return colon < 0 || (int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port is > 0 and < 65536)
            ? new ServerAddress(host, port)
            : throw new FormatException($"the port of '{text}' is not a number from 1 to 65535");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}
