using System.Net;

namespace TgWorker.Intake.Receiving;

/// <summary>
/// An address that a server listens on, as ASP.NET Core writes it: <c>http://127.0.0.1:9070</c>, <c>http://unix:/run/x.sock</c>,
/// <c>http://*:80</c>.
/// </summary>
internal static class ListenAddress
{
    /// <summary>Whether only this machine can reach it.</summary>
    public static bool IsPrivate(string address)
    {
        var host = address[(address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0)..];
        if (host.StartsWith("unix:", StringComparison.OrdinalIgnoreCase) || host.StartsWith("pipe:", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return Uri.TryCreate(address, UriKind.Absolute, out var url)
            && (url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
    }
}
