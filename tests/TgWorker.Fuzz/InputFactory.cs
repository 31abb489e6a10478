using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TgWorker.TestSupport;

namespace TgWorker.Fuzz;

/// <summary>
/// Makes inputs out of the fixtures: damaged entries, and sound entries around a damaged command, update or encrypted
/// command, so that the damage gets past the outer layers.
/// </summary>
internal sealed class InputFactory
{
    private readonly byte[][] _entries =
        [.. Fixtures.TgookNames.Select(Fixtures.TgookEntry), .. Fixtures.LaravelNames.Select(Fixtures.LaravelEntry)];

    private readonly byte[][] _updates = [.. Fixtures.TgookNames.Select(Fixtures.TgookBody)];
    private readonly byte[][] _commands;

    public InputFactory() => _commands = [.. _entries.Select(CommandOf).Where(command => command.Length > 0)];

    /// <summary>The key of the encrypted entries.</summary>
    public static byte[] Key { get; } = Encoding.ASCII.GetBytes("01234567890123456789012345678901");

    /// <summary>The fixtures as they are.</summary>
    public IReadOnlyList<byte[]> Entries => _entries;

    /// <summary>One input, always the same for the same state of <paramref name="random"/>.</summary>
    public byte[] Make(Random random)
    {
        var mutator = new Mutator(random);
        return random.Next(10) switch
        {
            < 4 => mutator.Mutate(Pick(_entries), Pick(_entries)),
            < 8 => Envelope(mutator.Mutate(Pick(_commands), Pick(_commands))),
            < 9 => mutator.Mutate(Pick(_updates), Pick(_updates)),
            _ => Envelope(Encrypt(mutator.Mutate(PhpString(Pick(_commands)), Pick(_commands)))),
        };

        byte[] Pick(byte[][] seeds) => seeds[random.Next(seeds.Length)];
    }

    private static byte[] CommandOf(byte[] entry)
    {
        using var json = JsonDocument.Parse(entry);
        return json.RootElement.TryGetProperty("data", out var data) && data.TryGetProperty("command", out var command)
            ? Encoding.UTF8.GetBytes(command.GetString()!) : [];
    }

    private static byte[] PhpString(byte[] text) => [.. Encoding.ASCII.GetBytes($"s:{text.Length}:\""), .. text, .. "\";"u8];

    private static byte[] Envelope(byte[] command)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write("{\"uuid\":\"u\",\"displayName\":\"D\",\"job\":\"J\",\"attempts\":0,\"data\":{\"command\":\""u8);
        foreach (var value in command)
        {
            if (value is < 0x20 or (byte)'"' or (byte)'\\')
            {
                buffer.Write(Encoding.ASCII.GetBytes($"\\u{value:x4}"));
            }
            else
            {
                buffer.Write([value]);
            }
        }

        buffer.Write("\"}}"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Encrypt(byte[] plain)
    {
        using var aes = Aes.Create();
        aes.Key = Key;
        var iv = Convert.ToBase64String(new byte[16]);
        var value = Convert.ToBase64String(aes.EncryptCbc(plain, new byte[16]));
        var mac = Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.ASCII.GetBytes(iv + value)));
        return Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes(
            $$"""{"iv":"{{iv}}","value":"{{value}}","mac":"{{mac}}","tag":""}""")));
    }
}
