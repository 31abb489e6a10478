using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace TgWorker.Intake.Listening;

/// <summary>
/// A certificate in files that somebody renews: read again when they have changed, at each handshake but at most every few seconds. Files
/// that cannot be read, or do not fit each other while they are being written, leave the certificate as it was.
/// </summary>
internal sealed partial class ReloadedCertificate(string certificate, string? key, TimeProvider time, ILogger<ReloadedCertificate> logger)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private SslStreamCertificateContext? _context;
    private DateTime _written;
    private long _looked;

    /// <summary>Reads it.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? Load()
    {
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);
            using var own = X509Certificate2.CreateFromPemFile(certificate, key ?? certificate);

            // Through PKCS #12, as a key that lives only in memory cannot be used everywhere.
            var usable = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
            chain.RemoveAt(0);
            _context = SslStreamCertificateContext.Create(usable, chain, offline: true);
            _written = Written();
            LogLoaded(certificate, usable.Subject, usable.NotAfter);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return $"The certificate '{certificate}'{(key is null ? "" : $" with the key '{key}'")} cannot be used: "
                + $"{e.Message.TrimEnd('.')}. Give PEM files that fit each other (Receiver:Certificate, Receiver:CertificateKey)";
        }
    }

    /// <summary>What a handshake is answered with.</summary>
    public SslServerAuthenticationOptions Options()
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_looked) >= BetweenLooks)
            {
                _looked = time.GetTimestamp();
                if (Written() != _written && Load() is { } problem)
                {
                    LogKept(problem);
                    _written = Written();
                }
            }

            return new SslServerAuthenticationOptions { ServerCertificateContext = _context };
        }
    }

    private DateTime Written()
    {
        var (first, second) = (File.GetLastWriteTimeUtc(Target(certificate)), File.GetLastWriteTimeUtc(Target(key ?? certificate)));
        return first > second ? first : second;
    }

    // certbot replaces links.
    private static string Target(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    [LoggerMessage(606, LogLevel.Information, "Certificate {File} ({Subject}) is good until {Until:yyyy-MM-dd}")]
    private partial void LogLoaded(string file, string subject, DateTime until);

    [LoggerMessage(607, LogLevel.Error, "The certificate was renewed but cannot be used, the one before stays: {Problem}")]
    private partial void LogKept(string problem);
}
