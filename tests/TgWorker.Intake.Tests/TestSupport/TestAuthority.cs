using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TgWorker.Intake.Tests.TestSupport;

/// <summary>An authority with one between it and the certificates that it makes.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public TestAuthority()
    {
        Root = Make("CN=Test Root", null, isAuthority: true, Now.AddDays(365));
        Intermediate = Make("CN=Test Intermediate", Root, isAuthority: true, Now.AddDays(300));
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Intermediate { get; }

    /// <summary>A certificate for a host, with its key.</summary>
    public X509Certificate2 For(string host, DateTimeOffset? until = null) =>
        Make($"CN={host}", Intermediate, isAuthority: false, until ?? Now.AddDays(90), host);

    /// <summary>A certificate that is its own authority.</summary>
    public static X509Certificate2 SelfSignedFor(string host) => Make($"CN={host}", null, isAuthority: true, Now.AddDays(90), host);

    public void Dispose()
    {
        Root.Dispose();
        Intermediate.Dispose();
    }

    private static X509Certificate2 Make(
        string subject, X509Certificate2? issuer, bool isAuthority, DateTimeOffset until, string? host = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (host is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }

            request.CertificateExtensions.Add(names.Build());
        }

        var from = Now.AddDays(-30);
        using var made = issuer is null
            ? request.CreateSelfSigned(from, until)
            : request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!), from, until,
                RandomNumberGenerator.GetBytes(8));
        using var whole = issuer is null ? null : made.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12((whole ?? made).Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
