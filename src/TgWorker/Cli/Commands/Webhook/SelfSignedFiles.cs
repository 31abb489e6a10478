using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Reading;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Cli.Commands.Webhook;

/// <summary>Where the receiver has its certificate, or will have it: where its settings say, else beside them, which then say so.</summary>
internal sealed class SelfSignedFiles(TgWorkerOptions options, string? configFile, CommandContext context)
{
    /// <summary>Makes key and certificate, unless they are there, and tells the receiver.</summary>
    /// <returns>The certificate's path.</returns>
    /// <exception cref="FormatException">That cannot be done; the message says what to do.</exception>
    public string Ensure(string host)
    {
        if (options.Receiver.Certificate is { } configured)
        {
            var path = Absolute(configured);
            SelfSignedCertificate.Ensure(path, options.Receiver.CertificateKey is { } own ? Absolute(own) : throw new FormatException(
                "--self-signed makes a key of its own: give Receiver:CertificateKey beside Receiver:Certificate, or neither."), host,
                context.Time.GetUtcNow());
            return path;
        }

        var settings = SettingsPath();
        var folder = settings is null ? context.WorkingDirectory : Path.GetDirectoryName(settings)!;
        var (certificate, key) = (Path.Combine(folder, "webhook.crt"), Path.Combine(folder, "webhook.key"));
        SelfSignedCertificate.Ensure(certificate, key, host, context.Time.GetUtcNow());
        Tell(settings, certificate, key);
        return certificate;
    }

    private void Tell(string? settings, string certificate, string key)
    {
        try
        {
            if (settings is not null)
            {
                File.WriteAllBytes(settings, ReceiverCertificateSetting.Put(File.ReadAllBytes(settings), certificate, key));
                context.Error.WriteLine(TerminalText.Escape(
                    $"tgworker: {settings} names the certificate for the receiver now: start it, or start it again, with --listen "
                        + $"https://0.0.0.0:8443 or another port of Telegram's."));
                return;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then by hand.
        }

        context.Error.WriteLine(TerminalText.Escape(
            $"tgworker: give the receiver the certificate: TGWORKER_Receiver__Certificate={certificate} "
                + $"TGWORKER_Receiver__CertificateKey={key}"));
    }

    // Not the one that came with the program: the next version would take its place.
    private string? SettingsPath()
    {
        var path = configFile is not null ? Absolute(configFile) : Path.Combine(context.SystemDirectory, ExecutableSettings.FileName);
        return File.Exists(path) ? path : null;
    }

    private string Absolute(string path) => Path.Combine(context.WorkingDirectory, path);
}
