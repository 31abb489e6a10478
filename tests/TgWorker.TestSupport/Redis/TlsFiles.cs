using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TgWorker.TestSupport.Redis;

/// <summary>A self-made certificate for <c>localhost</c>, in files of its own.</summary>
public sealed class TlsFiles : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("tgworker-tls-").FullName;

    public TlsFiles()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The certificate, which is its own authority.</summary>
    public string Certificate => Path.Combine(_directory, "redis.crt");

    public string Key => Path.Combine(_directory, "redis.key");

    /// <summary>A port for TLS, and what tells <c>redis-server</c> to serve it.</summary>
    public (int Port, IReadOnlyList<string> Arguments) NewPort()
    {
        var port = LoopbackPort.FindFree();
        return (port, ["--tls-port", $"{port}", "--tls-cert-file", Certificate, "--tls-key-file", Key, "--tls-ca-cert-file", Certificate,
            "--tls-auth-clients", "no"]);
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
