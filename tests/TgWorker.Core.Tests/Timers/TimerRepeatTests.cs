using System.Globalization;
using TgWorker.Core.Timers;

namespace TgWorker.Core.Tests.Timers;

public sealed class TimerRepeatTests
{
    [Theory]
    [InlineData("every 3600000", "2025-06-15 10:00:00", "2025-06-15 10:00:00", "2025-06-15 11:00:00")]
    [InlineData("every 3600000", "2025-06-15 10:00:00", "2025-06-15 10:59:59", "2025-06-15 11:00:00")]
    [InlineData("every 3600000", "2025-06-15 10:00:00", "2025-06-15 15:30:00", "2025-06-15 16:00:00")]
    [InlineData("every 3600000", "2025-06-15 10:00:00", "2025-06-15 09:00:00", "2025-06-15 11:00:00")]
    [InlineData("cron UTC 0 9 * * *", "2025-06-15 09:00:00", "2025-06-15 09:00:00", "2025-06-16 09:00:00")]
    [InlineData("cron UTC 0 9 * * *", "2025-06-15 09:00:00", "2025-06-18 12:00:00", "2025-06-19 09:00:00")]
    [InlineData("cron Europe/Berlin 0 9 * * *", "2025-06-15 07:00:00", "2025-06-15 07:00:01", "2025-06-16 07:00:00")]
    [InlineData("cron Europe/Berlin 0 9 * * *", "2025-10-25 07:00:00", "2025-10-25 07:00:01", "2025-10-26 08:00:00")]
    [InlineData("cron Europe/Berlin 30 2 * * *", "2025-03-29 01:30:00", "2025-03-29 01:30:00", "2025-03-30 01:00:00")] // 2:30 is skipped.
    [InlineData("cron Europe/Berlin 30 2 * * *", "2025-03-30 01:00:00", "2025-03-30 01:00:00", "2025-03-31 00:30:00")]
    [InlineData("cron Europe/Berlin 30 2 * * *", "2025-10-25 00:30:00", "2025-10-25 00:30:00", "2025-10-26 00:30:00")]
    [InlineData("cron Europe/Berlin 30 2 * * *", "2025-10-26 00:30:00", "2025-10-26 00:30:00", "2025-10-27 01:30:00")] // 2:30 comes twice.
    [InlineData("cron Europe/Berlin 30 * * * *", "2025-10-26 00:30:00", "2025-10-26 00:30:00", "2025-10-26 01:30:00")] // Every hour does.
    [InlineData("cron UTC 30 0 9 * * MON-FRI", "2025-06-13 09:00:30", "2025-06-13 09:00:30", "2025-06-16 09:00:30")]
    public void Next_IsTheFirstTimeBehindBoth(string text, string due, string now, string next) =>
        Assert.Equal(At(next), TimerRepeat.Parse(text).Next(At(due), At(now)));

    [Fact]
    public void Text_IsReadBack()
    {
        Assert.Equal("every 90000", TimerRepeat.Parse(TimerRepeat.Every(TimeSpan.FromSeconds(90)).Text).Text);
        Assert.Equal("cron Europe/Berlin 30 15 9 * * *",
            TimerRepeat.Parse(TimerRepeat.Daily(new TimeOnly(9, 15, 30), "Europe/Berlin").Text).Text);
    }

    [Fact]
    public void Next_NeverAgain_IsNull() => Assert.Null(TimerRepeat.Cron("0 0 30 2 *").First(At("2025-06-15 10:00:00")));

    [Theory]
    [InlineData("61 * * * *", "UTC", "'61 * * * *' is not a cron expression")]
    [InlineData("0 9 * * *", "Mars/Base", "'Mars/Base' is not a time zone that this machine knows: give an IANA id such as Europe/Berlin.")]
    public void Cron_Wrong_IsToldWithTheWayOut(string expression, string zone, string problem) =>
        Assert.StartsWith(problem, Assert.Throws<FormatException>(() => TimerRepeat.Cron(expression, zone)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Every_LessThanASecond_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TimerRepeat.Every(TimeSpan.FromMilliseconds(999)));

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
