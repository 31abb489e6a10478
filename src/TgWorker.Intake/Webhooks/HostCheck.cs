using System.Net;
using System.Net.Sockets;

namespace TgWorker.Intake.Webhooks;

/// <summary>Looks a webhook's host up and asks each of its addresses.</summary>
internal sealed class HostCheck(IWebhookNetwork network, TimeProvider time)
{
    // Enough to find the one that differs.
    private const int MostAddresses = 4;

    private readonly EndpointProbe _probe = new(network, time);

    /// <summary>All that is wrong, and the addresses that Telegram may connect to.</summary>
    public async Task<(IReadOnlyList<WebhookFinding> Findings, IReadOnlyList<IPAddress> Addresses)> RunAsync(
        WebhookWish wish, CancellationToken cancellationToken)
    {
        IReadOnlyList<IPAddress> addresses;
        try
        {
            addresses = wish.Address is { } own ? [own]
                : await network.ResolveAsync(wish.Url.IdnHost, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return ([WebhookFinding.Error(
                "host",
                $"the host {wish.Url.IdnHost} is not known",
                WebhookAdvice.For("Failed to resolve host"))], []);
        }

        var findings = wish.IsCloud ? OfAddresses(wish, addresses).ToList() : [];
        IReadOnlyList<IPAddress> usable = wish.IsCloud ? [.. addresses.Where(address => PublicAddress.Problem(address) is null)]
            : addresses;
        foreach (var address in wish.IsProbed ? usable.Take(MostAddresses) : [])
        {
            var seen = await _probe.AskAsync(wish, address, cancellationToken).ConfigureAwait(false);
            findings.AddRange(EndpointJudge.Findings(wish, seen, time.GetUtcNow()));
        }

        return ([.. findings.Distinct()], usable);
    }

    /// <summary>What is wrong with a host's addresses. An IPv6 address beside one of IPv4 is nothing to Telegram.</summary>
    internal static IEnumerable<WebhookFinding> OfAddresses(WebhookWish wish, IReadOnlyList<IPAddress> addresses)
    {
        var isOnlyV6 = addresses.All(address => address.AddressFamily == AddressFamily.InterNetworkV6);
        foreach (var address in addresses.Where(address => isOnlyV6 || address.AddressFamily == AddressFamily.InterNetwork))
        {
            if (PublicAddress.Problem(address) is { } problem)
            {
                yield return WebhookFinding.Error(
                    "address",
                    $"{wish.Url.IdnHost} is {address}, which {problem}",
                    WebhookAdvice.For(isOnlyV6 ? "IPv6-only" : "is reserved"));
            }
        }
    }
}
