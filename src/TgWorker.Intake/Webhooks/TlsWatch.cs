using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace TgWorker.Intake.Webhooks;

/// <summary>Judges a certificate as Telegram would, and notes what is wrong with it.</summary>
/// <param name="authorities">Whom to trust; null for the system's authorities.</param>
internal sealed class TlsWatch(X509Certificate2Collection? authorities)
{
    /// <summary>What is wrong.</summary>
    public TlsTrouble Trouble { get; private set; }

    /// <summary>Whose certificate it is, and until when; null before there is one.</summary>
    public (string Subject, string Issuer, DateTimeOffset Until)? Certificate { get; private set; }

    /// <summary>For a connection that is to be judged.</summary>
    public SslClientAuthenticationOptions Options()
    {
        // Only what the endpoint sends: Telegram fetches no certificates, so neither may the chain here.
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (authorities is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(authorities);
        }

        return new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = policy,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsGood(certificate, chain, errors),
        };
    }

    private bool IsGood(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is X509Certificate2 own)
        {
            Certificate = (own.Subject, own.Issuer, new DateTimeOffset(own.NotAfter.ToUniversalTime()));
        }

        Trouble = Of(errors, chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status)
            ?? X509ChainStatusFlags.NoError,
            certificate is not null && certificate.Subject == certificate.Issuer);
        return Trouble == TlsTrouble.None;
    }

    /// <summary>What is meant by the errors of a chain; what has to be mended first comes first.</summary>
    internal static TlsTrouble Of(SslPolicyErrors errors, X509ChainStatusFlags chain, bool isSelfSigned) => errors switch
    {
        SslPolicyErrors.None => TlsTrouble.None,
        _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) => TlsTrouble.NoHandshake,
        _ when chain.HasFlag(X509ChainStatusFlags.NotTimeValid) => TlsTrouble.OutOfTime,
        _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => TlsTrouble.WrongName,
        _ when isSelfSigned => TlsTrouble.SelfSigned,
        _ when chain.HasFlag(X509ChainStatusFlags.PartialChain) => TlsTrouble.IncompleteChain,
        _ => TlsTrouble.UnknownAuthority,
    };
}
