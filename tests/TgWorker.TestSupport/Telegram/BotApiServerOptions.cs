using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace TgWorker.TestSupport.Telegram;

/// <summary>How a <see cref="BotApiServer"/> is started.</summary>
public sealed record BotApiServerOptions
{
    /// <summary>The clock of delays, expiry and long polls.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whether webhooks must have a public address, https and one of four ports, as at api.telegram.org. Default false, as with a server's
    /// <c>--local</c>.
    /// </summary>
    public bool IsCloud { get; init; }

    /// <summary>Looks a webhook's host name up; null when there is none.</summary>
    public Func<string, IPAddress?> Resolve { get; init; } = host =>
        IPAddress.TryParse(host, out var address) ? address : host == "localhost" ? IPAddress.Loopback : null;

    /// <summary>Where a connection to a webhook's address really goes.</summary>
    public Func<IPEndPoint, IPEndPoint> Connect { get; init; } = static endPoint => endPoint;

    /// <summary>Authorities that it trusts beside a certificate that was uploaded; null for the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>How many messages it takes; null for any number.</summary>
    public MessageFloods? Floods { get; init; }

    /// <summary>How long each answer takes on its way.</summary>
    public TimeSpan RoundTrip { get; init; }
}
