using System.Net;
using Microsoft.Extensions.Primitives;

namespace TgWorker.Intake.Receiving;

/// <summary>
/// Whose request it is: the last address of the way here that is none of our proxies'. What stands before it in <c>X-Forwarded-For</c>
/// anybody can have written.
/// </summary>
internal static class ClientAddress
{
    /// <summary>The address; null where a trusted proxy names none that can be read.</summary>
    /// <param name="peer">Who is connected to us; null over a Unix socket, which only a proxy of ours can reach.</param>
    /// <param name="forwarded">The request's <c>X-Forwarded-For</c> headers.</param>
    /// <param name="isProxy">Whether an address is one of our proxies'.</param>
    public static IPAddress? Of(IPAddress? peer, StringValues forwarded, Func<IPAddress, bool> isProxy)
    {
        var at = peer is null ? null : Plain(peer);
        if (at is not null && !isProxy(at))
        {
            return at;
        }

        foreach (var hop in forwarded.SelectMany(line => (line ?? "").Split(',')).Reverse())
        {
            if (Parse(hop.Trim()) is not { } address)
            {
                return null;
            }

            at = address;
            if (!isProxy(at))
            {
                return at;
            }
        }

        return at;
    }

    // Some proxies write the port as well.
    private static IPAddress? Parse(string text) => IPAddress.TryParse(text, out var address) ? Plain(address)
        : IPEndPoint.TryParse(text, out var endPoint) ? Plain(endPoint.Address) : null;

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
