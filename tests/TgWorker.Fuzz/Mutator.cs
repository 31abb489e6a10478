using System.Globalization;
using System.Text;

namespace TgWorker.Fuzz;

/// <summary>Damages bytes in the ways that parsers fear.</summary>
internal sealed class Mutator(Random random)
{
    private const int Largest = 200_000;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\"", "\\", "{", "}", "[", "]", ",", ":", ";", "\\u0000", "\\ud83d", "\\ude00", "\uFFFD", "null", "true", "-0", "1e999",
            "N;", "b:1;", "i:-1;", "d:NAN;", "r:1;", "R:2;", "a:0:{}", "O:1:\"A\":0:{}", "C:1:\"A\":2:{{}", "E:3:\"A:B\";",
            "s:7:\"chained\";a:1:{i:0;s:0:\"\";}", "s:7:\"batchId\";s:1:\"b\";", "\"batchId\":\"b\",",
            "\"illuminate:log:context\":{\"hidden\":{\"laravel_unique_job_key\":\"s:1:\\\"a\\\";\"}},",
            "O:8:\"DateTime\":3:{s:4:\"date\";s:10:\"2025-01-01\";s:13:\"timezone_type\";i:3;s:8:\"timezone\";s:7:\"No/Zone\";}",
            "s:0:\"\";",
            "s:6:\"update\";", "s:3:\"raw\";", "s:5:\"botId\";", "\";s:9:\"timestamp\";i:1;}", "\"update_id\":1,", "\"chat\":{\"id\":1},",
        }.Select(Encoding.UTF8.GetBytes),
        [0], [0x7f], [0x80], [0xff], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80],
    ];

    private static readonly string[] Numbers = ["0", "1", "-1", "255", "65536", "2147483647", "4294967296", "99999999999999999999", "1.5"];

    private static readonly byte[][] Nests =
        [.. new[] { "[", "{\"a\":", "a:1:{i:0;", "O:1:\"A\":1:{s:1:\"a\";" }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>One damage, or up to four.</summary>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        for (var left = random.Next(2) == 0 ? 1 : random.Next(1, 5); left > 0 && input.Length < Largest; left--)
        {
            input = random.Next(9) switch
            {
                0 => Flip(input),
                1 => Cut(input),
                2 => Repeat(input),
                3 => Splice(input, other),
                4 => input[..random.Next(input.Length + 1)],
                5 => Forge(input),
                6 => Insert(input, Tokens[random.Next(Tokens.Length)]),
                7 when random.Next(20) == 0 => Nest(input),
                _ => Overwrite(input),
            };
        }

        return input;
    }

    private byte[] Flip(byte[] input)
    {
        var output = (byte[])input.Clone();
        if (output.Length > 0)
        {
            output[random.Next(output.Length)] ^= (byte)(1 << random.Next(8));
        }

        return output;
    }

    private byte[] Overwrite(byte[] input)
    {
        var output = (byte[])input.Clone();
        var token = Tokens[random.Next(Tokens.Length)];
        var at = random.Next(output.Length + 1);
        token.AsSpan(0, Math.Min(token.Length, output.Length - at)).CopyTo(output.AsSpan(at));
        return output;
    }

    private byte[] Cut(byte[] input)
    {
        var (start, end) = Range(input);
        return [.. input[..start], .. input[end..]];
    }

    private byte[] Repeat(byte[] input)
    {
        var (start, end) = Range(input);
        return [.. input[..end], .. input[start..]];
    }

    private byte[] Splice(byte[] input, byte[] other)
    {
        var (start, end) = Range(other);
        return Insert(input, other[start..end]);
    }

    private byte[] Insert(byte[] input, byte[] what)
    {
        var at = random.Next(input.Length + 1);
        return [.. input[..at], .. what, .. input[at..]];
    }

    // Another number where one stands: a length, a count, an id.
    private byte[] Forge(byte[] input)
    {
        var from = random.Next(input.Length + 1);
        var start = from + input.AsSpan(from).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < from)
        {
            return input;
        }

        var end = start;
        while (end < input.Length && char.IsAsciiDigit((char)input[end]))
        {
            end++;
        }

        var near = long.TryParse(Encoding.ASCII.GetString(input[start..end]), NumberStyles.None, null, out var number)
            ? Math.Max(0, number + random.Next(-2, 3)).ToString(CultureInfo.InvariantCulture) : "0";
        var forged = random.Next(2) == 0 ? near : Numbers[random.Next(Numbers.Length)];
        return [.. input[..start], .. Encoding.ASCII.GetBytes(forged), .. input[end..]];
    }

    private byte[] Nest(byte[] input)
    {
        var nest = Nests[random.Next(Nests.Length)];
        return Insert(input, [.. Enumerable.Repeat(nest, random.Next(1, 3000)).SelectMany(part => part)]);
    }

    private (int Start, int End) Range(byte[] input)
    {
        var start = random.Next(input.Length + 1);
        return (start, start + random.Next(Math.Min(input.Length - start, 1 << random.Next(12)) + 1));
    }
}
