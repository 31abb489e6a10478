using Microsoft.Extensions.Logging;
using TgWorker.Screens;
using TgWorker.TestSupport.Time;

namespace TgWorker.Tests.Screens;

public sealed class ScreenLogTests : IDisposable
{
    private readonly ScreenLog _log = new(new FakeTime(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)), hasColours: false);

    [Fact]
    public void Take_GivesEachLineOnce_WithTimeAndLevel_AndNothingThatMovesTheCursor()
    {
        Write(LogLevel.Warning, "Chat 7 says \e[2J");

        Assert.Equal(["03:04:05 warn Chat 7 says \\x1b[2J"], _log.Take(10));
        Assert.Empty(_log.Take(10));
    }

    [Fact]
    public void Take_OfMoreThanFit_SaysHowManyAreLeftOut()
    {
        for (var i = 0; i < 1000; i++)
        {
            Write(LogLevel.Information, $"line {i}");
        }

        var lines = _log.Take(2);

        Assert.Equal(["… 998 more lines", "03:04:05 info line 998", "03:04:05 info line 999"], lines);
    }

    public void Dispose() => _log.Dispose();

    private void Write(LogLevel level, string text) => _log.CreateLogger("x").Log(level, default, text, null, static (text, _) => text);
}
