using TgWorker.Cli;

namespace TgWorker.Tests.Cli;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain Ж 😀 [x] \\n", "plain Ж 😀 [x] \\n")]
    [InlineData("\u001b[2J", "\\x1b[2J")]
    [InlineData("\r\n\t\0\u007f\u0085", "\\r\\n\\t\\x00\\x7f\\x85")]
    [InlineData("\u2028\u2029\u202e\u200b\ufeff", "\\u2028\\u2029\\u202e\\u200b\\ufeff")]
    [InlineData("\U000E0041", "\\udb40\\udc41")]
    [InlineData("😀\n😀", "😀\\n😀")]
    public void Escape_AnyText_IsSafeToPrint(string text, string expected) => Assert.Equal(expected, TerminalText.Escape(text));

    [Fact]
    public void Escape_LoneSurrogate_IsAnEscape() => Assert.Equal("a\\ud83db", TerminalText.Escape("a" + '\ud83d' + "b"));
}
