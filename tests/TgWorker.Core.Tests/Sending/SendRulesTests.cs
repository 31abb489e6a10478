using TgWorker.Core.Sending;

namespace TgWorker.Core.Tests.Sending;

public sealed class SendRulesTests
{
    private const long Second = 1_000_000;
    private const long Start = 2_000_000_000_000_000;

    [Theory]
    [InlineData(20, 60, 5)]
    [InlineData(30, 1, 3)]
    [InlineData(30, 1, 30)]
    [InlineData(900, 1, 30)]
    [InlineData(1, 1, 1)]
    public void Within_SentAsFastAsMayBe_NoPeriodHasMore(int most, int seconds, int burst)
    {
        var sent = SendAll(SendRate.Within(most, TimeSpan.FromSeconds(seconds), burst),
            rests: [0, 0, seconds / 2.0, 100.0 * seconds], 4 * most);

        for (var (first, i) = (0, 0); i < sent.Count; i++)
        {
            while (sent[i] - sent[first] >= seconds * Second)
            {
                first++;
            }

            Assert.True(i - first + 1 <= most, $"{i - first + 1} within {seconds} s of {sent[first]}");
        }
    }

    [Fact]
    public void Within_SentWithoutARest_LastingRateIsWhatTheBurstLeaves()
    {
        var sent = SendAll(SendRate.Within(30, TimeSpan.FromSeconds(1), 3), rests: [0], count: 2803);

        Assert.InRange((sent[^1] - sent[0]) / (double)Second, 100, 100.1);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(-1, 5)]
    public void Within_NoNumber_IsNoLimit(int most, int burst) => Assert.True(SendRate.Within(most, TimeSpan.FromSeconds(1), burst).IsOff);

    [Theory]
    [InlineData("")]
    [InlineData("1 2")]
    [InlineData("a b c")]
    [InlineData("1 2 -3")]
    [InlineData("1 2 100000000000000000")]
    [InlineData("0 0 0 0 0 0 0 0 9223372036854775807")]
    public void Parse_SomethingElse_KnowsNothing(string text)
    {
        Assert.Equal(default, ChatSends.Parse(text));
        Assert.Equal(BotSends.None, BotSends.Parse(text));
    }

    [Fact]
    public void Parse_WhatWasWritten_IsTheSame()
    {
        var bot = new BotSends(new SendTrack(1, 2, 3, 4), new SendTrack(5, 6, 7, 8), 9, [("@name", 10), ("-5", 11)]);

        Assert.Equal(bot.ToString(), BotSends.Parse(bot.ToString()).ToString());
        Assert.Equal(bot.Refused, BotSends.Parse(bot.ToString()).Refused);
        Assert.Equal(new ChatSends(1, 2, 3), ChatSends.Parse(new ChatSends(1, 2, 3).ToString()));
    }

    // Seconds after the end of a flood's pause, and messages per second then; 28 are configured.
    [Theory]
    [InlineData(0, 14)]
    [InlineData(59.9, 14)]
    [InlineData(60, 15)]
    [InlineData(600, 24)]
    [InlineData(840, 28)]
    [InlineData(100_000, 28)]
    public void Flood_HalvesTheRate_WhichComesBackByOneAMinute(double after, double perSecond)
    {
        var track = default(SendTrack).Slow(Second / 28, Start, Start + (5 * Second));

        Assert.Equal(
            perSecond, Math.Round(Second / (double)track.IntervalAt(Second / 28, Start + (5 * Second) + (long)(after * Second)), 2), 0.01);
    }

    [Theory]
    [InlineData(0, 14)]
    [InlineData(6.9, 14)]
    [InlineData(7.1, 7)]
    public void Flood_RefusalsOfOne_CountOnce(double second, double perSecond)
    {
        var track = default(SendTrack).Slow(Second / 28, Start, Start + (5 * Second));
        var at = Start + (long)(second * Second);

        Assert.Equal(perSecond, Second / (double)track.Slow(Second / 28, at, at).IntervalAt(Second / 28, at), 0.01);
    }

    [Fact]
    public void Flood_AgainAndAgain_NeverBelowOneASecond()
    {
        var track = default(SendTrack);
        for (var i = 0; i < 20; i++)
        {
            track = track.Slow(Second / 28, Start + (i * 10 * Second), Start + (i * 10 * Second));
        }

        Assert.Equal(Second, track.IntervalAt(Second / 28, Start + (190 * Second)));
    }

    // Sends whenever it is allowed, with a rest before each part.
    private static List<long> SendAll(SendRate rate, double[] rests, int count)
    {
        var wish = new SendWish("1", "7", SendClass.Notify) { PerBot = rate };
        var (sent, now, chat, bot) = (new List<long>(), Start, default(ChatSends), BotSends.None);
        foreach (var rest in rests)
        {
            now += (long)(rest * Second);
            for (var i = 0; i < count;)
            {
                (var turn, chat, bot) = SendRules.Take(wish, chat, bot, now);
                if (turn.IsTaken)
                {
                    sent.Add(now);
                    i++;
                }

                now += (long)turn.Wait.TotalMicroseconds;
            }
        }

        return sent;
    }
}
