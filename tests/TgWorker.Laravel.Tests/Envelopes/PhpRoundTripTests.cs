using System.Diagnostics;
using System.Text;
using TgWorker.TestSupport;
using Xunit;

namespace TgWorker.Laravel.Tests.Envelopes;

/// <summary>What we write is read by real PHP; <c>php</c> must be on the PATH.</summary>
public class PhpRoundTripTests
{
    private const string Script = """
        foreach (explode("\n", trim(stream_get_contents(STDIN))) as $line) {
            $envelope = json_decode(base64_decode($line), true, 512, JSON_THROW_ON_ERROR);
            $job = unserialize($envelope['data']['command'], ['allowed_classes' => false]);
            $values = is_object($job) ? (array) $job : [];
            echo base64_encode($values['bot_id'] ?? ''), ' ', base64_encode($values['update'] ?? ''), ' ', $values['timestamp'] ?? '-', "\n";
        }
        """;

    [Fact]
    public async Task Write_EveryBody_IsUnserializedByPhpToTheSameBytes()
    {
        // Bytes that are not UTF-8 are lost on the way, and PHP refuses such a job, tgook's as well as ours.
        var names = Fixtures.TgookNames.Where(name => name != "53_invalid_utf8").ToArray();
        var entries = names.Select(name => TgookEnvelopeTests.Write(
            "бот/" + name, Fixtures.TgookBody(name), Guid.NewGuid(), DateTimeOffset.FromUnixTimeSeconds(1795220237)));

        var lines = await RunPhpAsync(string.Join('\n', entries.Select(Convert.ToBase64String)));

        Assert.Equal(names.Length, lines.Length);
        foreach (var (name, line) in names.Zip(lines))
        {
            var parts = line.Split(' ');
            Assert.Equal("бот/" + name, Encoding.UTF8.GetString(Convert.FromBase64String(parts[0])));
            Assert.Equal(Fixtures.TgookBody(name), Convert.FromBase64String(parts[1]));
            Assert.Equal("1795220237", parts[2]);
        }
    }

    private static async Task<string[]> RunPhpAsync(string input)
    {
        var start = new ProcessStartInfo("php", ["-r", Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var php = Process.Start(start)!;
        var output = php.StandardOutput.ReadToEndAsync();
        var error = php.StandardError.ReadToEndAsync();
        await php.StandardInput.WriteAsync(input);
        php.StandardInput.Close();
        await php.WaitForExitAsync();
        Assert.Equal((0, ""), (php.ExitCode, await error));
        return (await output).Trim().Split('\n');
    }
}
