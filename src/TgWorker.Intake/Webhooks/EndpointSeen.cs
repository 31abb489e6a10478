using System.Net;

namespace TgWorker.Intake.Webhooks;

/// <summary>What an endpoint did when it was asked.</summary>
/// <param name="Address">Which of the host's addresses.</param>
internal sealed record EndpointSeen(IPAddress Address)
{
    /// <summary>Why nobody answered; null when somebody did.</summary>
    public string? Unreachable { get; init; }

    /// <summary>What is wrong with its TLS.</summary>
    public TlsTrouble Tls { get; init; }

    /// <summary>Whose certificate it is, and until when; null without one.</summary>
    public (string Subject, string Issuer, DateTimeOffset Until)? Certificate { get; init; }

    /// <summary>Its answer to a probe without the secret token.</summary>
    public EndpointAnswer? WithoutSecret { get; init; }

    /// <summary>Its answer to a probe with it, where one was sent.</summary>
    public EndpointAnswer? WithSecret { get; init; }
}
