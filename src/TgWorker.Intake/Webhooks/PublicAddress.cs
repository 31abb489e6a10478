using System.Net;
using System.Net.Sockets;

namespace TgWorker.Intake.Webhooks;

/// <summary>Which addresses Telegram delivers to: public ones of IPv4.</summary>
/// <remarks>After <c>IPAddress::is_reserved</c> of tdlib, with which Telegram's server refuses addresses.</remarks>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Reserved =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Why Telegram does not deliver there; null when it does.</summary>
    public static string? Problem(IPAddress address) => address.AddressFamily != AddressFamily.InterNetwork ? "is an IPv6 address"
        : Reserved.Any(network => network.Contains(address)) ? "is not reachable from the internet" : null;
}
