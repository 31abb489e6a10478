using System.Globalization;
using TgWorker.Bots.Tests.Samples;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;
using Xunit.Abstractions;

namespace TgWorker.Bots.Tests.Sending;

/// <summary>Four replicas against a Telegram that enforces its limits.</summary>
public sealed class FleetTests(RedisFixture redis, ITestOutputHelper output) : IClassFixture<RedisFixture>
{
    private const int Replicas = 4;
    private const int AnswersPerSecond = 50;
    private const long HotChat = 7;
    private const long HotGroup = -7;
    private const int Hot = 15;

    // The full size is 20,000: a quarter of an hour.
    private static readonly int Notified =
        int.TryParse(Environment.GetEnvironmentVariable("TGWORKER_TEST_LIMITS"), CultureInfo.InvariantCulture, out var number)
            ? number : 120;

    private static bool IsFullSize => Notified > 1000;

    // A machine that tests run on stands still for a moment now and then: what was spaced comes in together.
    private static MessageLimits Telegram => new()
    {
        IsBulk = chat => chat >= FleetRun.FirstNotified, GroupPerMinute = 200, Slack = IsFullSize ? 0.1 : 0.5,
    };

    [Fact]
    public async Task Replicas_TogetherKeepEveryLimit_AndAnswersPassAhead()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        var run = new FleetRun(stage, Telegram);
        await run.StartAsync(Replicas, ("TgWorker:Outgoing:Limits:GroupPerMinute", "200"));
        await AskForAsync(run, () => run.Waits.Count < (IsFullSize ? 30 : 1) * AnswersPerSecond);
        var (alone, before) = (run.Waits.Count, FleetRun.Percentile(run.Waits, 0.99));
        for (var i = 0; i < Notified; i++)
        {
            await run.NotifyAsync(i);
        }

        var asking = AskForAsync(run, () => run.Floods.Bulk < Notified);
        for (var i = 0; i < 5; i++)
        {
            await Task.WhenAll(run.AskAsync(HotChat), run.AskAsync(HotGroup), run.AskAsync(HotGroup));
        }

        await asking;
        await stage.EmptyAsync(TimeSpan.FromMinutes(2));

        var (calls, refused) = (run.Floods.Accepted.Count + run.Floods.Refused.Count, run.Floods.Refused.Count);
        var (most, beside) = (run.MostWithin(TimeSpan.FromSeconds(1), message => message.IsBulk), run.Waits.Skip(alone).ToList());
        var p99 = FleetRun.Percentile(beside.Order().SkipLast(Hot), 0.99);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Notified} notifications in {Took(run, message => message.IsBulk):0.0} s, at most {most} in a second; {beside.Count} answers, "
                + $"p99 {p99.TotalMilliseconds:0} ms (without them {before.TotalMilliseconds:0} ms); {refused} of {calls} calls were refused"));

        // Replicas that know nothing of each other would send four times as much; behind the notifications an answer would wait for
        // seconds.
        Assert.True(refused <= Math.Max(2, calls / 1000), $"{refused} of {calls} were refused");
        Assert.InRange(most, 20, IsFullSize ? 33 : 45);
        Assert.InRange(run.MostWithin(TimeSpan.FromSeconds(1), message => message.Chat == HotChat), 3, 4);
        Assert.InRange(Took(run, message => message.IsBulk), ((Notified - 3) / 28.0) - 0.5, 10 + (Notified / 20.0));
        Assert.InRange(Took(run, message => message.Chat == HotChat), 1.9, 20);
        Assert.InRange(Took(run, message => message.Chat == HotGroup), 5 * 0.3, 20);
        Assert.InRange(p99.TotalSeconds, 0, Math.Max(1.5, 2 * before.TotalSeconds));
    }

    private static async Task AskForAsync(FleetRun run, Func<bool> goesOn)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(IsFullSize ? 40 : 1));
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / AnswersPerSecond));
        for (var chat = 0; goesOn() && await timer.WaitForNextTickAsync(deadline.Token); chat++)
        {
            await run.AskAsync(1_000 + (chat % 2_000));
        }
    }

    private static double Took(FleetRun run, Func<(long Chat, bool IsBulk, TimeSpan At), bool> counts)
    {
        var times = run.Floods.Accepted.Where(counts).Select(message => message.At).ToList();
        return (times[^1] - times[0]).TotalSeconds;
    }
}
