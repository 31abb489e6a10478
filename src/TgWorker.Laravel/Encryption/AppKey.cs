using System.Text;

namespace TgWorker.Laravel.Encryption;

/// <summary>Laravel's <c>APP_KEY</c>, as <c>php artisan key:generate</c> writes it.</summary>
internal static class AppKey
{
    private const string Base64 = "base64:";

    // AES-128 and AES-256, in CBC and GCM: config/app.php's cipher. See Encrypter::supported().
    private const int ShortLength = 16;
    private const int Length = 32;

    /// <summary>The key's bytes.</summary>
    /// <exception cref="FormatException">It is no key; the message says why, and never quotes it.</exception>
    public static byte[] Parse(string text)
    {
        var key = text.StartsWith(Base64, StringComparison.Ordinal) ? Decode(text[Base64.Length..]) : Encoding.UTF8.GetBytes(text);
        return key.Length is ShortLength or Length
            ? key
            : throw new FormatException(
                $"is a key of {key.Length} bytes: Laravel's ciphers take {Length} (AES-256) or {ShortLength} (AES-128); give APP_KEY "
                    + $"whole, with its 'base64:'");
    }

    private static byte[] Decode(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException exception)
        {
            throw new FormatException(
                "is not valid base64 after 'base64:': give APP_KEY as 'php artisan key:generate' wrote it", exception);
        }
    }
}
