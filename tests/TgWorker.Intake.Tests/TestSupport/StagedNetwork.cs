using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Intake.Tests.TestSupport;

/// <summary>A world with one host, whose public address leads to a port of this machine.</summary>
internal sealed class StagedNetwork : IWebhookNetwork
{
    public const string Host = "bot.example.org";

    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>The host's addresses; none when nobody knows it.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; set; } = [IPAddress.Parse("95.216.10.20")];

    /// <summary>Where the address leads; 0 when nobody listens.</summary>
    public int Port { get; set; }

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Lookup(host) is { Count: > 0 } addresses
        ? Task.FromResult(addresses)
        : Task.FromException<IReadOnlyList<IPAddress>>(new SocketException((int)SocketError.HostNotFound));

    public IReadOnlyList<IPAddress> Lookup(string host) =>
        IPAddress.TryParse(host, out var address) ? [address] : host == Host ? Addresses : [];

    public IPEndPoint Lead(IPEndPoint to) => new(IPAddress.Loopback, Port);

    public async Task<Stream> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(
                Port == 0 ? throw new SocketException((int)SocketError.ConnectionRefused) : Lead(endPoint), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
