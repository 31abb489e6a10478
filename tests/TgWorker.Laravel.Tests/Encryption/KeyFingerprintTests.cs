using System.Text;
using TgWorker.Laravel.Encryption;
using Xunit;

namespace TgWorker.Laravel.Tests.Encryption;

public sealed class KeyFingerprintTests
{
    private static readonly byte[] One = "0123456789abcdef"u8.ToArray();
    private static readonly byte[] Two = "fedcba98765432100123456789abcdef"u8.ToArray();

    [Fact]
    public void Fingerprint_NoKey_SaysSo() => Assert.Equal("no key", KeyFingerprint.Of([], "queues:a"));

    [Fact]
    public void Fingerprint_TheSameKeysInAnyOrderAndTwice_IsTheSame() =>
        Assert.Equal(KeyFingerprint.Of([One, Two], "queues:a"), KeyFingerprint.Of([Two, One, Two], "queues:a"));

    [Fact]
    public void Fingerprint_AnotherKeyOrAnotherQueue_IsAnother() => Assert.Equal(4, new[]
    {
        KeyFingerprint.Of([One], "queues:a"), KeyFingerprint.Of([Two], "queues:a"), KeyFingerprint.Of([One, Two], "queues:a"),
        KeyFingerprint.Of([One], "queues:b"),
    }.Distinct().Count());

    [Fact]
    public void Fingerprint_HoldsNothingOfTheKey()
    {
        var fingerprint = KeyFingerprint.Of([One], "queues:a");

        Assert.Matches("^the key [0-9a-f]{16}$", fingerprint);
        Assert.DoesNotContain(Encoding.ASCII.GetString(One)[..4], fingerprint, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(One)[..8], fingerprint, StringComparison.Ordinal);
    }
}
