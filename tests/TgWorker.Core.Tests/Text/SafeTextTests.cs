using TgWorker.Core.Text;

namespace TgWorker.Core.Tests.Text;

public class SafeTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("plain text, 100 %", "plain text, 100 %")]
    [InlineData("Grüße, 世界 👋", "Grüße, 世界 👋")]
    [InlineData("a\nb", "a\\nb")]
    [InlineData("a\rb", "a\\rb")]
    [InlineData("a\tb", "a\\tb")]
    [InlineData("\u001b[2J", "\\x1b[2J")]
    [InlineData("\u0085", "\\x85")]
    [InlineData("\u2028\u2029", "\\u2028\\u2029")]
    [InlineData("\u202eabc\u2066", "\\u202eabc\\u2066")]
    [InlineData("\u200b\ufeff", "\\u200b\\ufeff")]
    public void Of_AnyText_ShowsWhatCouldForgeALineAsAnEscape(string? text, string expected) => Assert.Equal(expected, SafeText.Of(text));

    [Fact]
    public void Of_LoneSurrogates_AreEscapes() =>
        Assert.Equal("\\ud83d-\\udc4b", SafeText.Of(string.Concat("\ud83d", "-", "\udc4b")));

    [Theory]
    [InlineData("12345678", "12345678")]
    [InlineData("123456789", "1234567…")]
    [InlineData("123456\n", "123456\\n")]
    [InlineData("1234567\n", "1234567…")]
    [InlineData("\n\n\n\n\n", "\\n\\n\\n…")]
    [InlineData("123456👋", "123456👋")]
    [InlineData("123456👋9", "123456…")]
    public void Of_TextLongerThanMost_IsCutBetweenWholeCharactersAndEscapes(string text, string expected) =>
        Assert.Equal(expected, SafeText.Of(text, most: 8));

    [Fact]
    public void Of_ALongText_IsOf1024Characters() => Assert.Equal(1024, SafeText.Of(new string('x', 100_000)).Length);

    [Fact]
    public void Escape_ALongText_IsWhole() => Assert.Equal(100_000, SafeText.Escape(new string('x', 100_000)).Length);
}
