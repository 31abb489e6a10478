using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TgWorker.Core.Jobs;
using TgWorker.Laravel.Envelopes;
using TgWorker.TestSupport;
using Xunit;

namespace TgWorker.Laravel.Tests.Envelopes;

public class EncryptedJobTests
{
    private const string Job = """O:1:"J":2:{s:5:"botId";s:4:"main";s:6:"update";s:15:"{"update_id":9}";}""";
    private const string Fixture = "laravel-13.26/c_encrypted";

    private static readonly byte[] OtherKey = new byte[32];

    [Fact]
    public void Read_PreviousKey_OpensTheJob() =>
        Assert.Equal(912345678, Read(Fixtures.LaravelEntry(Fixture), OtherKey, LaravelKeys.OfFixtures).UpdateId);

    [Fact]
    public void Read_NoKey_NamesTheOption()
    {
        var job = Read(Fixtures.LaravelEntry(Fixture));

        Assert.Contains("set Laravel:AppKey to the APP_KEY", job.Problem, StringComparison.Ordinal);
        Assert.Equal("App\\Jobs\\EncryptedJob", job.DisplayName);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(16)]
    [InlineData(5)]
    [InlineData(0)]
    public void Read_WrongKey_NamesTheOption(int length) => Assert.Contains(
        "check Laravel:AppKey against the APP_KEY", Read(Fixtures.LaravelEntry(Fixture), new byte[length]).Problem,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    public void Read_CbcOrGcm_GivesTheUpdate(int keyLength)
    {
        var key = RandomNumberGenerator.GetBytes(keyLength);
        foreach (var command in new[] { Cbc(key, Serialized(Job)), Gcm(key, Serialized(Job)) })
        {
            var job = Read(Entry(command), OtherKey, key);
            Assert.Null(job.Problem);
            Assert.Equal("""{"update_id":9}""", Encoding.UTF8.GetString(job.Update.Span));
            Assert.Equal("main:update:9", job.Lane);
        }
    }

    [Theory]
    [InlineData("mac")]
    [InlineData("value")]
    [InlineData("iv")]
    [InlineData("tag")]
    public void Read_TamperedPart_IsRefused(string part)
    {
        var key = new byte[32];
        var command = part == "tag" ? Gcm(key, Serialized(Job)) : Cbc(key, Serialized(Job));
        var json = JsonNode.Parse(Convert.FromBase64String(command))!;
        var old = (string)json[part]!;
        json[part] = (old[0] == 'a' ? 'b' : 'a') + old[1..];

        Assert.Contains("none of the configured keys opens it", Read(Entry(Base64(json)), key).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("eyJ")]
    [InlineData("eyJpdiI6MX0=")]
    public void Read_CommandThatIsNothingKnown_IsRefused(string command) => Assert.Equal(
        "The job's data.command is neither a serialised PHP object nor encrypted by Laravel.", Read(Entry(command)).Problem);

    [Fact]
    public void Read_DecryptedToSomethingElse_IsRefused() => Assert.Equal(
        "The job's data.command was decrypted, but holds no serialised job object.", Read(Entry(Cbc(OtherKey, Job)), OtherKey).Problem);

    private static Job Read(byte[] entry, params byte[][] keys) =>
        new EnvelopeReader(new EnvelopeOptions { AppKeys = keys, JobClasses = JobClasses.Parse(["*"]) }).Read(entry);

    private static string Serialized(string text) => $"s:{Encoding.UTF8.GetByteCount(text)}:\"{text}\";";

    private static byte[] Entry(string command) =>
        Encoding.UTF8.GetBytes(new JsonObject { ["data"] = new JsonObject { ["command"] = command } }.ToJsonString());

    private static string Cbc(byte[] key, string plain)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var iv = Convert.ToBase64String(aes.IV);
        var value = Convert.ToBase64String(aes.EncryptCbc(Encoding.UTF8.GetBytes(plain), aes.IV));
        var mac = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(iv + value)));
        return Base64(new JsonObject { ["iv"] = iv, ["value"] = value, ["mac"] = mac, ["tag"] = "" });
    }

    private static string Gcm(byte[] key, string plain)
    {
        using var aes = new AesGcm(key, 16);
        var iv = RandomNumberGenerator.GetBytes(12);
        var (value, tag) = (new byte[plain.Length], new byte[16]);
        aes.Encrypt(iv, Encoding.ASCII.GetBytes(plain), value, tag);
        return Base64(new JsonObject
        {
            ["iv"] = Convert.ToBase64String(iv),
            ["value"] = Convert.ToBase64String(value),
            ["mac"] = "",
            ["tag"] = Convert.ToBase64String(tag),
        });
    }

    private static string Base64(JsonNode json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
