using Microsoft.AspNetCore.Http;
using TgWorker.Dashboard.Configuration;

namespace TgWorker.Dashboard.Access;

/// <summary>Reads from a request what the gate looks at.</summary>
internal sealed class RequestReader(DashboardOptions options, AccessRules rules, SessionStore sessions)
{
    private const string ForwardedHost = "X-Forwarded-Host";
    private const string ForwardedProto = "X-Forwarded-Proto";

    // Whatever a proxy, a balancer or a tunnel is known to add.
    private static readonly string[] PassedOn =
    [
        "Forwarded", "Via", "X-Forwarded-For", ForwardedHost, ForwardedProto, "X-Forwarded-Port", "X-Forwarded-Server",
        "X-Forwarded-Prefix", "X-Forwarded-Scheme",
        "X-Original-For", "X-Original-Host", "X-Original-Proto", "X-Original-URI", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP",
        "True-Client-IP", "CF-Connecting-IP",
        "CF-Ray", "Fastly-Client-IP", "Fly-Client-IP", "X-Envoy-External-Address", "X-Azure-ClientIP", "X-Amzn-Trace-Id", "X-Request-Start",
        "CDN-Loop", "Proxy-Connection",
    ];

    /// <summary>Reads it.</summary>
    public RequestFacts Read(HttpContext http)
    {
        var request = http.Request;
        var peer = PeerOf(http);
        return new RequestFacts
        {
            Peer = peer,
            IsPassedOn = HttpProtocol.IsHttp10(request.Protocol) || PassedOn.Any(request.Headers.ContainsKey),
            Host = rules.IsProxy(peer) && Single(request, ForwardedHost) is { } host ? host : request.Host.Value ?? "",
            IsSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method),
            FetchSite = Single(request, "Sec-Fetch-Site"),
            Origin = Single(request, "Origin"),
            Session = sessions.Find(request.Cookies[SessionCookie.Name]),
            Identified = options.Identify?.Invoke(http),
            Named = rules.UserHeader is { } header ? [.. request.Headers[header].OfType<string>()] : [],
        };
    }

    /// <summary>Whether the browser speaks https, as far as is known.</summary>
    public bool IsHttps(HttpContext http) =>
        http.Request.IsHttps || (
            rules.IsProxy(PeerOf(http))
                && string.Equals(Single(http.Request, ForwardedProto), "https", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whose tries to log in are counted together: the address behind the proxies, as far as they are believed.</summary>
    public string ClientOf(HttpContext http)
    {
        var at = PeerOf(http);
        foreach (var hop in http.Request.Headers["X-Forwarded-For"].SelectMany(line => (line ?? "").Split(',')).Reverse())
        {
            if (!rules.IsProxy(at) || !System.Net.IPAddress.TryParse(hop.Trim(), out var before))
            {
                break;
            }

            at = before.IsIPv4MappedToIPv6 ? before.MapToIPv4() : before;
        }

        // A household or a rented server has a whole /64 of IPv6.
        return at is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 }
            ? Convert.ToHexString(at.GetAddressBytes().AsSpan(0, 8)) : at?.ToString() ?? "";
    }

    private static System.Net.IPAddress? PeerOf(HttpContext http) =>
        http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;

    private static string? Single(HttpRequest request, string header) => request.Headers[header] is [{ Length: > 0 } value] ? value : null;
}
