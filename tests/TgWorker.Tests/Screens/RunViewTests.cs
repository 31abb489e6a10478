using TgWorker.Screens;

namespace TgWorker.Tests.Screens;

public sealed class RunViewTests
{
    private static readonly RunSnapshot Run = new()
    {
        Place = "tgworker.db", Elapsed = new TimeSpan(1, 2, 3), PerSecond = 1234.4, History = [1, 2, 4, 8], Handled = 1_234_567,
        Retries = 12, Chats = 1_000, Waiting = 45, Failed = 3,
    };

    [Fact]
    public void Lines_At80Columns_ShowEveryNumberInItsPlace() => Assert.Equal(
        [
            new string('─', 79),
            "tgworker run · tgworker.db · 1:02:03" + new string(' ', 79 - 36 - 4) + "▁▂▄█",
            "updates/s          1,234  handled        1,234,567  retries               12",
            "waiting               45  chats              1,000  failed jobs            3",
        ],
        new RunView(hasColours: false).Lines(Run, 80));

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public void Lines_OfAnyWidth_AreNoLonger_WhateverTheNumbers(int width)
    {
        var run = Run with { Place = new string('x', 300), Handled = long.MaxValue, Waiting = 1_234_567_890_123,
            History = [.. Enumerable.Repeat(1.0, 60)] };

        Assert.All(new RunView(hasColours: false).Lines(run, width), line => Assert.InRange(line.Length, 1, Math.Max(width - 1, 39)));
    }

    [Fact]
    public void Lines_WithColours_DifferInNothingElse()
    {
        var plain = new RunView(hasColours: false).Lines(Run, 80);
        var coloured = new RunView(hasColours: true).Lines(Run, 80);

        Assert.NotEqual(plain, coloured);
        Assert.Equal(plain, coloured.Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\e\\[[0-9]+m", "")));
    }
}
