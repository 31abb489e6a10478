using System.Globalization;

namespace TgWorker.Bots.Tests.Broadcasts;

public sealed class BroadcastHoursTests
{
    [Theory]
    [InlineData("09:00-21:00", "UTC", "2026-06-15 08:59", "2026-06-15 09:00")]
    [InlineData("09:00-21:00", "UTC", "2026-06-15 09:00", "2026-06-15 09:00")]
    [InlineData("09:00-21:00", "UTC", "2026-06-15 20:59", "2026-06-15 20:59")]
    [InlineData("09:00-21:00", "UTC", "2026-06-15 21:00", "2026-06-16 09:00")]
    [InlineData("22:00-02:00", "UTC", "2026-06-15 01:00", "2026-06-15 01:00")]
    [InlineData("22:00-02:00", "UTC", "2026-06-15 02:00", "2026-06-15 22:00")]
    [InlineData("09:00-21:00", "Europe/Berlin", "2026-06-15 06:00", "2026-06-15 07:00")]
    [InlineData("09:00-21:00", "Europe/Berlin", "2026-12-15 06:00", "2026-12-15 08:00")]
    [InlineData("02:30-04:00", "Europe/Berlin", "2026-03-29 00:00", "2026-03-29 01:00")] // 2:30 does not exist on that day.
    public void Next_IsNowOrWhenTheyBegin(string hours, string zone, string now, string next) =>
        Assert.Equal(Utc(next), BroadcastHours.Parse(hours, zone).Next(Utc(now)));

    [Theory]
    [InlineData("9", "UTC", "says no hours")]
    [InlineData("09:00-25:00", "UTC", "says no hours")]
    [InlineData("09:00-09:00", "UTC", "no time at all")]
    [InlineData("09:00-21:00", "Mars/Base", "not a time zone")]
    public void Parse_WhatCannotBeRead_SaysSo(string hours, string zone, string problem) => Assert.Contains(
        problem, Assert.Throws<FormatException>(() => BroadcastHours.Parse(hours, zone)).Message, StringComparison.Ordinal);

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
