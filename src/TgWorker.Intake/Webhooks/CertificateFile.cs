using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TgWorker.Intake.Webhooks;

/// <summary>Reads a certificate that is to be uploaded. What else stands in the file, such as its key, stays here.</summary>
internal static class CertificateFile
{
    // TBA: MAX_CERTIFICATE_FILE_SIZE.
    private const int Largest = 3 * 1024 * 1024;

    /// <summary>The certificates in a file, in PEM.</summary>
    /// <exception cref="FormatException">There is none; the message says what is wrong and what to do.</exception>
    public static string Read(string path)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(File.ReadAllText(path));
            var pem = new StringBuilder();
            foreach (var certificate in certificates)
            {
                pem.Append(certificate.ExportCertificatePem()).Append('\n');
            }

            return pem.Length switch
            {
                0 => throw new FormatException("has no certificate in PEM: give the file that begins with -----BEGIN CERTIFICATE-----"),
                > Largest => throw new FormatException("is larger than the 3 MiB that Telegram takes"),
                _ => pem.ToString(),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new FormatException($"cannot be read: {e.Message.TrimEnd('.')}", e);
        }
    }
}
