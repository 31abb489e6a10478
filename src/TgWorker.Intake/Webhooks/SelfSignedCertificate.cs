using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TgWorker.Intake.Webhooks;

/// <summary>Makes a key and a certificate for a webhook's host, which Telegram trusts once the certificate is uploaded.</summary>
internal static class SelfSignedCertificate
{
    private const int KeyBits = 2048;
    private static readonly TimeSpan Life = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LeastLeft = TimeSpan.FromDays(30);
    private static readonly TimeSpan ClocksApart = TimeSpan.FromDays(1);

    /// <summary>Makes the two files, unless they are there already and good for the host.</summary>
    /// <param name="certificateFile">The certificate's path.</param>
    /// <param name="keyFile">The key's path; only the owner can read it.</param>
    /// <param name="host">The host's name or address.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether they were made.</returns>
    /// <exception cref="FormatException">Something else is there, or they cannot be written; the message says what to do.</exception>
    public static bool Ensure(string certificateFile, string keyFile, string host, DateTimeOffset now)
    {
        try
        {
            if (File.Exists(certificateFile) || File.Exists(keyFile))
            {
                return IsGood(certificateFile, keyFile, host, now)
                    ? false
                    : throw new FormatException(
                        $"'{certificateFile}' with '{keyFile}' is not a valid self-signed certificate for {host}: move the files "
                            + $"away, or name others (Receiver:Certificate, Receiver:CertificateKey)");
            }

            Make(certificateFile, keyFile, host, now);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FormatException(
                $"'{certificateFile}' cannot be written: {e.Message.TrimEnd('.')}. Name files that can be (Receiver:Certificate, "
                    + $"Receiver:CertificateKey)",
                e);
        }
    }

    private static bool IsGood(string certificateFile, string keyFile, string host, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            return certificate.Subject == certificate.Issuer && certificate.MatchesHostname(host)
                && certificate.NotAfter.ToUniversalTime() > now + LeastLeft;
        }
        catch (Exception e) when (e is CryptographicException or IOException or ArgumentException)
        {
            return false;
        }
    }

    private static void Make(string certificateFile, string keyFile, string host, DateTimeOffset now)
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest(
            new X500DistinguishedName($"CN={host}"),
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);
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
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true,
            hasPathLengthConstraint: false,
            0,
            critical: true));
        using var certificate = request.CreateSelfSigned(now - ClocksApart, now + Life);
        Write(keyFile, key.ExportPkcs8PrivateKeyPem(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Write(
            certificateFile,
            certificate.ExportCertificatePem(),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    private static void Write(string path, string text, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using var file = new StreamWriter(path, options);
        file.WriteLine(text);
    }
}
