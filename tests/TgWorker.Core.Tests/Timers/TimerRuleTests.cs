using TgWorker.Core.Timers;

namespace TgWorker.Core.Tests.Timers;

public sealed class TimerRuleTests
{
    [Theory]
    [InlineData("", null, null)]
    [InlineData("60000 ", 60.0, null)]
    [InlineData(" every 90000", null, "every 90000")]
    [InlineData("500 cron Europe/Berlin 0 9 * * *", 0.5, "cron Europe/Berlin 0 9 * * *")]
    public void Parse_Rule_IsRead(string text, double? late, string? repeat)
    {
        var rule = TimerRule.Parse(text);

        Assert.Equal((late, repeat, false), (rule.NotLaterThan?.TotalSeconds, rule.Repeat?.Text, rule.IsUnreadable));
        Assert.Equal(text, rule.Text);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("soon every 1000")]
    [InlineData("-5 every 1000")]
    [InlineData(" every 999")]
    [InlineData(" every -9223372036854775808")]
    [InlineData(" every 99999999999999999999")]
    [InlineData(" cron Atlantis/Poseidonis 0 9 * * *")]
    [InlineData(" cron UTC every day")]
    public void Parse_SomethingElse_IsUnreadableAndDoesNotThrow(string text) => Assert.True(TimerRule.Parse(text).IsUnreadable);

    [Theory]
    [InlineData("99999999999999999999 every 9223372036854775807")]
    [InlineData("9223372036854775807 ")]
    public void Parse_TimesThatNeverEnd_AreAsLongAsCanBe(string text)
    {
        var rule = TimerRule.Parse(text);
        var now = DateTimeOffset.UtcNow;

        Assert.True(rule.NotLaterThan > TimeSpan.FromDays(100_000));
        Assert.True(rule.Repeat is null || rule.Repeat.Next(now, now) > now.AddDays(100_000));
        Assert.Null(rule.Repeat?.Next(DateTimeOffset.MaxValue.AddDays(-1), now));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"data\":[]}")]
    [InlineData("{\"data\":{\"update\":{\"timer\":5}}}")]
    [InlineData("{\"data\":1,\"data\":2}")]
    public void Renew_WhatIsNoTimersEntry_IsNone(string entry) =>
        Assert.Null(TimerEntry.Renew(System.Text.Encoding.UTF8.GetBytes(entry), DateTimeOffset.UnixEpoch));

    [Theory]
    [InlineData("main:1/tea/time", "main:1", "tea/time")]
    [InlineData("nowhere", "nowhere", "nowhere")]
    public void Id_OfAPendingTimer_IsLaneAndName(string id, string lane, string name)
    {
        var timer = new PendingTimer(id, default, null, null);

        Assert.Equal((lane, name), (timer.Lane, timer.Name));
    }
}
