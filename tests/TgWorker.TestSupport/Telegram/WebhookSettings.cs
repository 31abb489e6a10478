using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace TgWorker.TestSupport.Telegram;

/// <summary>A webhook as it was set.</summary>
internal sealed record WebhookSettings
{
    public required Uri Url { get; init; }

    public X509Certificate2? Certificate { get; init; }

    public required IPAddress Address { get; init; }

    public bool IsAddressFixed { get; init; }

    public int MaxConnections { get; init; } = 40;

    public string SecretToken { get; init; } = "";
}
