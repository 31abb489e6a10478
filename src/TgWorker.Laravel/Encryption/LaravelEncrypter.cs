using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TgWorker.Laravel.Encryption;

/// <summary>
/// Opens what Laravel's <c>Encrypter</c> closed: base64 of JSON with <c>iv</c>, <c>value</c>, <c>mac</c> and <c>tag</c>.
/// AES-CBC with an HMAC-SHA256 over the first two as they are written, or AES-GCM with a tag; 128 or 256 bits by the
/// length of the key. See Illuminate\Encryption\Encrypter.
/// </summary>
internal static class LaravelEncrypter
{
    private const int GcmTagLength = 16;

    /// <summary>Whether the text has the form of something encrypted.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out EncryptedText? encrypted)
    {
        encrypted = null;
        if (!text.StartsWith("eyJ"u8))
        {
            return false;
        }

        var json = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, json, out _, out var length) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        try
        {
            encrypted = JsonSerializer.Deserialize(json.AsSpan(0, length), EncryptedTextJson.Default.EncryptedText);
            return encrypted is { Iv: not null, Value: not null };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Decrypts with the first key that fits; false when none does.</summary>
    public static bool TryDecrypt(EncryptedText encrypted, IReadOnlyList<byte[]> keys, [NotNullWhen(true)] out byte[]? plain)
    {
        foreach (var key in keys)
        {
            try
            {
                plain = string.IsNullOrEmpty(encrypted.Tag) ? DecryptCbc(encrypted, key) : DecryptGcm(encrypted, key);
                if (plain is not null)
                {
                    return true;
                }
            }
            catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
            {
                // Not for this key, or not in Laravel's form: the next key may fit.
            }
        }

        plain = null;
        return false;
    }

    private static byte[]? DecryptCbc(EncryptedText encrypted, byte[] key)
    {
        var mac = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(encrypted.Iv + encrypted.Value));
        var claimed = Convert.FromHexString(encrypted.Mac ?? "");
        if (!CryptographicOperations.FixedTimeEquals(mac, claimed))
        {
            return null;
        }

        using var aes = Aes.Create();
        aes.Key = key;
        return aes.DecryptCbc(Convert.FromBase64String(encrypted.Value!), Convert.FromBase64String(encrypted.Iv!));
    }

    private static byte[] DecryptGcm(EncryptedText encrypted, byte[] key)
    {
        var sealedBytes = Convert.FromBase64String(encrypted.Value!);
        var plain = new byte[sealedBytes.Length];
        using var aes = new AesGcm(key, GcmTagLength);
        aes.Decrypt(Convert.FromBase64String(encrypted.Iv!), sealedBytes, Convert.FromBase64String(encrypted.Tag!), plain);
        return plain;
    }
}
