using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Tests.Showing;

public sealed class FigureTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.0002, "1 ms")]
    [InlineData(0.14, "140 ms")]
    [InlineData(3.21, "3.2 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(250, "4 min 10 s")]
    [InlineData(7500, "2 h 5 min")]
    [InlineData(273600, "3 d 4 h")]
    public void Duration_IsShort(double seconds, string expected) => Assert.Equal(expected, Figure.Of(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Count_IsExact() => Assert.Equal("9,007,199,254,740,993", Figure.Of(9007199254740993));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("HTTP 502", "'HTTP 502'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("$(rm -rf /)", "'$(rm -rf /)'")]
    [InlineData("#", "'#'")]
    [InlineData("", "''")]
    [InlineData("main:-100", "main:-100")]
    public void Word_StaysOneWordInAShell(string value, string expected) => Assert.Equal(expected, CommandLine.Word(value));

    [Fact]
    public void Command_LeavesOutWhatIsNotSaid() =>
        Assert.Equal("tgworker failed retry --error 'HTTP 502' --queue a",
            CommandLine.Of("failed retry", ("--error", "HTTP 502"), ("--bot", null), ("--queue", "a")));
}
