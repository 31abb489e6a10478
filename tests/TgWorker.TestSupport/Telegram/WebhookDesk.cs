using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TgWorker.TestSupport.Telegram;

/// <summary>Reads what setWebhook asks for, with the refusals of Telegram's server.</summary>
internal static class WebhookDesk
{
    private const int LongestSecret = 256;
    private const int MostConnections = 100;
    private const int MostLocalConnections = 100_000;
    private static readonly int[] CloudPorts = [443, 80, 88, 8443];

    /// <summary>The settings that are asked for, or why not.</summary>
    public static (WebhookSettings? Settings, ApiAnswer? Refusal) Read(ApiRequest request, BotApiServerOptions options)
    {
        if (!Uri.TryCreate(request["url"], UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return (null, Bad("invalid webhook URL specified"));
        }

        if (options.IsCloud && url.Scheme != Uri.UriSchemeHttps)
        {
            return (null, Bad("bad webhook: An HTTPS URL must be provided for webhook"));
        }

        if (options.IsCloud && !CloudPorts.Contains(url.Port))
        {
            return (null, Bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"));
        }

        if (SecretProblem(request["secret_token"] ?? "") is { } secret)
        {
            return (null, Bad(secret));
        }

        var given = request["ip_address"] is { Length: > 0 } fixedAddress ? fixedAddress : null;
        var address = given is null ? options.Resolve(url.IdnHost) : IPAddress.TryParse(given, out var parsed) ? parsed : null;
        if (AddressProblem(address, given is not null, options.IsCloud) is { } where)
        {
            return (null, Bad($"bad webhook: {where}"));
        }

        var (certificate, broken) = Certificate(request.Certificate);
        var most = request.Number("max_connections", options.IsCloud ? 40 : MostConnections);
        return broken is not null ? (null, Bad(broken)) : (new WebhookSettings
        {
            Url = url,
            Address = address!,
            IsAddressFixed = given is not null,
            Certificate = certificate,
            SecretToken = request["secret_token"] ?? "",
            MaxConnections = Math.Clamp(most, 1, options.IsCloud ? MostConnections : MostLocalConnections),
        }, null);
    }

    private static ApiAnswer Bad(string text) => ApiAnswer.Error(400, $"Bad Request: {text}");

    private static string? SecretProblem(string secret) => secret.Length > LongestSecret
        ? "secret token is too long"
        : secret.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? null : "secret token contains unallowed characters";

    private static string? AddressProblem(IPAddress? address, bool isGiven, bool isCloud)
    {
        if (address is null)
        {
            return isGiven ? "Invalid IP address specified" : "Failed to resolve host: Name or service not known";
        }

        if (!isCloud)
        {
            return null;
        }

        return address.AddressFamily != AddressFamily.InterNetwork
            ? "IPv6-only addresses are not allowed"
            : IsReserved(address) ? string.Create(CultureInfo.InvariantCulture, $"IP address {address} is reserved") : null;
    }

    private static bool IsReserved(IPAddress address) => address.GetAddressBytes() is [0 or 10 or 127, ..] or [100, >= 64 and < 128, ..]
        or [169, 254, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [192, 0, 0, _] or [198, 18 or 19, ..] or [>= 224, ..];

    private static (X509Certificate2? Certificate, string? Problem) Certificate(byte[]? pem)
    {
        if (pem is null)
        {
            return (null, null);
        }

        try
        {
            return (X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(pem)), null);
        }
        catch (CryptographicException)
        {
            return (null, "invalid certificate");
        }
    }
}
