using System.Text;
using TgWorker.Core.Text;

namespace TgWorker.Core.Tests.Text;

public sealed class ReadableJsonTests
{
    [Fact]
    public void Lines_Json_IsIndentedAndKeepsItsLettersAndNumbers()
    {
        var lines = Lines("""{"update_id":7,"message":{"text":"Привет <b>","date":1.50,"photo":[],"from":null}}""");

        Assert.Equal(
            ["{", "  \"update_id\": 7,", "  \"message\": {", "    \"text\": \"Привет <b>\",", "    \"date\": 1.50,", "    \"photo\": [],",
                "    \"from\": null", "  }", "}"],
            lines);
    }

    [Theory]
    [InlineData("{\"text\":\"my token is 123456789:AAF-abcdefghijklmnopqrstuvwxyz012345 ok\"}", "  \"text\": \"my token is *** ok\"")]
    [InlineData("{\"provider_token\":\"x\"}", "  \"provider_token\": \"***\"")]
    [InlineData("{\"Secret\":{\"a\":\"x\"}}", "    \"a\": \"***\"")]
    [InlineData("{\"password\":[\"x\"]}", "    \"***\"")]
    [InlineData("{\"text\":\"12:30 and 5:abc\"}", "  \"text\": \"12:30 and 5:abc\"")]
    public void Lines_Secrets_AreMasked(string json, string expected) => Assert.Contains(expected, Lines(json)!);

    [Fact]
    public void Lines_WhatCouldRewriteAScreen_IsEscaped()
    {
        var text = string.Join('|', Lines("{\"a\\u001b\":\"b\\u202e\\u2028\\r\\n\\u001b[2J\"}")!);

        Assert.All(text, letter => Assert.True(SafeText.IsPlain(letter), $"U+{(int)letter:x4}"));
    }

    [Fact]
    public void Lines_LongString_IsCut()
    {
        var line = Lines($"[\"{new string('x', 10_000)}\"]")![1];

        Assert.Equal(ReadableJson.LongestString + "  \"\"".Length, line.Length);
        Assert.EndsWith("x…\"", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("no json")]
    [InlineData("\"\\ud800\"")]
    public void Lines_WhatIsNoJson_AreNone(string json) => Assert.Null(Lines(json));

    [Fact]
    public void Lines_DeepNesting_DoesNotEndTheProcess()
    {
        const int Deep = 100_000;
        Assert.Null(Lines(new string('[', Deep) + new string(']', Deep)));
    }

    private static IReadOnlyList<string>? Lines(string json) => ReadableJson.Lines(Encoding.UTF8.GetBytes(json));
}
