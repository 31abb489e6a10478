using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TgWorker.Hosting.Listening;

/// <summary>Where something listens: a host and a port.</summary>
/// <param name="Host">An IP address, <c>localhost</c>, another name, or <c>*</c> for all addresses.</param>
/// <param name="Port">The TCP port.</param>
internal sealed record ListenAddress(string Host, int Port)
{
    /// <summary>As it stands in a URL.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture,
            $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host.Trim('[', ']')}]" : Host)}:{Port}");

    /// <summary>Makes Kestrel listen there. Only a name that is no address and not <c>localhost</c> is looked up.</summary>
    public void ApplyTo(KestrelServerOptions kestrel)
    {
        switch (Host)
        {
            case "*" or "+":
                kestrel.ListenAnyIP(Port);
                break;
            case "localhost":
                kestrel.Listen(IPAddress.Loopback, Port);
                break;
            default:
                foreach (var address in IPAddress.TryParse(Host.Trim('[', ']'), out var given) ? [given] : Dns.GetHostAddresses(Host))
                {
                    kestrel.Listen(address, Port);
                }

                break;
        }
    }
}
