using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace TgWorker.Intake.Webhooks;

/// <summary>The way to a webhook's address, as far as it differs between the world and a test.</summary>
internal interface IWebhookNetwork
{
    /// <summary>The authorities that Telegram knows; null for the system's.</summary>
    X509Certificate2Collection? Authorities { get; }

    /// <summary>Looks a host name up.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">It is not known.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);

    /// <summary>Opens a connection.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">Nobody answers there.</exception>
    Task<Stream> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken);
}
