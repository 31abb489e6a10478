using System.Globalization;
using TgWorker.Bots.Tests.Hosting;
using TgWorker.Bots.Tests.Samples;
using TgWorker.Core.Broadcasts;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Waiting;
using Xunit.Abstractions;

namespace TgWorker.Bots.Tests.Sending;

/// <summary>
/// Four replicas, killed now and then, send a broadcast and notifications and answer beside, against a Telegram that enforces its limits.
/// </summary>
/// <remarks>
/// A machine that tests run on stands still for a moment now and then, and what was spaced comes in together. What does not depend on that
/// is judged at any size: no call comes in before the limits can have let it through. What does is judged at the full size, on a quiet
/// machine: <c>TGWORKER_TEST_LIMITS=20000</c>, which takes a quarter of an hour.
/// </remarks>
public sealed class FleetTests(RedisFixture redis, ITestOutputHelper output) : IClassFixture<RedisFixture>
{
    private const int Replicas = 4;
    private const int AnswersPerSecond = 50;
    private const long HotChat = 7;
    private const long HotGroup = -7;
    private const double SpacingOfBulk = 1 / 28.0;
    private const double SpacingOfGroup = 60 / 16.0;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly int Recipients =
        int.TryParse(Environment.GetEnvironmentVariable("TGWORKER_TEST_LIMITS"), CultureInfo.InvariantCulture, out var number)
            ? number : 120;

    private static readonly bool IsFullSize = Recipients > 1000;
    private static readonly int Notified = Recipients / 10;
    private static readonly int Kills = IsFullSize ? 10 : 2;
    private static readonly int Calm = IsFullSize ? 60 * AnswersPerSecond : AnswersPerSecond;

    // More than a burst to the same chat.
    private static readonly int Hot = IsFullSize ? 20 : 6;

    [Fact]
    public async Task Replicas_TogetherKeepEveryLimit_AnswersPassAhead_AndKillsRepeatOnlyWhatWasUnderWay()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        var run = new FleetRun(stage, new MessageLimits { Slack = IsFullSize ? 0.1 : 1000 });
        await using var fleet = stage.Fleet(HandlersOptionTests.EchoBot);
        fleet.Start(Replicas);
        await AskForAsync(run, () => run.Answers.Count < 2 * AnswersPerSecond);
        var calm = run.Now;
        await AskForAsync(run, () => run.Answers.Count < Calm + (2 * AnswersPerSecond));

        var began = run.Now;
        var broadcast = await run.BroadcastAsync(Recipients);
        await run.NotifyAsync(Notified);
        var killing = KillAsync(run, fleet);
        for (var i = 0; i < Hot; i++)
        {
            await Task.WhenAll(run.AskAsync(HotChat), run.AskAsync(HotGroup));
        }

        await AskForAsync(run, () => run.Floods.Bulk < Recipients + Notified);
        var killed = await killing;
        await Eventually.EqualAsync(0L, async () => (await run.Broadcasts.FindAsync(broadcast.Id))!.Left, Minute);
        await stage.EmptyAsync(2 * Minute);
        var calls = await fleet.EndAsync(run.IsRefused);

        Report(run, calls, calm, began, killed);
        var done = (await run.Broadcasts.FindAsync(broadcast.Id))!;
        Assert.Equal((BroadcastState.Done, (long)Recipients), (done.State, done.Sent));
        Assert.Equal(0, (await stage.Queue.GetStatusAsync(default)).Failed);
        foreach (var (chat, (_, texts)) in run.Expected)
        {
            calls.AssertInOrder(chat, texts);
        }

        AssertLimitsAreKept(run, began, killed);
        AssertAnswersPassAhead(run, calm, began, killed);
    }

    // In the second half: in the first, answers are measured.
    private static async Task<TimeSpan> KillAsync(FleetRun run, ReplicaFleet fleet)
    {
        TimeSpan? first = null;
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = (Recipients / 2) + (kill * Recipients / (2 * Kills));
            await Eventually.TrueAsync(() => run.Floods.Bulk >= before, IsFullSize ? 30 * Minute : Minute, what: $"{before} of bulk");
            first ??= run.Now;
            await fleet.ReplaceOldestAsync();
        }

        return first!.Value;
    }

    private static void AssertLimitsAreKept(FleetRun run, TimeSpan began, TimeSpan killed)
    {
        // By what the limits can have let through since the first, however late it comes in. Replicas that know nothing of each other would
        // be four times as fast.
        AssertSpaced(run, message => message.IsBulk, began, burst: 3, SpacingOfBulk, "bulk");
        foreach (var (chat, (first, _)) in run.Expected)
        {
            AssertSpaced(run, message => message.Chat == chat, first, burst: 3, 1, $"chat {chat}");
        }

        AssertSpaced(run, message => message.Chat == HotGroup, run.Expected[HotGroup].First, burst: 5, SpacingOfGroup, "the group");
        if (!IsFullSize)
        {
            return;
        }

        Assert.InRange(MostWithin(run, Minute, message => message.Chat == HotGroup), 5, 20);
        var (refused, calls) = (run.Floods.Refused.Count(call => call.At > Minute), run.Floods.Accepted.Count(call => call.At > Minute));
        Assert.True(refused <= calls / 1000, $"{refused} of {calls} were refused after the first minute");

        // And what may be sent is sent. (Who sends a broadcast and is killed takes a few seconds with it.)
        var sent = run.Floods.Accepted.Count(message => message.IsBulk && message.At < killed);
        var allowed = Allowed(began, killed,
        [
            .. run.Floods.Refused.Where(call => call.Chat is >= FleetRun.FirstOfBroadcast and < FleetRun.FirstNotified)
                .Select(call => call.At).Order(),
        ]);
        Assert.InRange(sent / allowed, 0.93, 1.03);
    }

    /// <summary>How many messages of bulk the bot's rate lets through: a refusal halves it, then it grows by one per minute.</summary>
    private static double Allowed(TimeSpan from, TimeSpan to, IReadOnlyList<TimeSpan> refused)
    {
        var (sum, rate, since, next) = (0.0, 1 / SpacingOfBulk, from, 0);
        var step = TimeSpan.FromMilliseconds(100);
        for (var at = from; at < to; at += step)
        {
            var now = Math.Min(1 / SpacingOfBulk, rate + Math.Floor((at - since) / Minute));
            for (; next < refused.Count && refused[next] <= at; next++)
            {
                // What comes in together is one flood.
                var isAnother = since == from || refused[next] - since > TimeSpan.FromSeconds(2);
                (rate, since) = (isAnother ? now / 2 : rate, refused[next]);
            }

            sum += now * step.TotalSeconds;
        }

        return sum;
    }

    private static void AssertSpaced(
        FleetRun run, Func<(long Chat, bool IsBulk, TimeSpan At), bool> counts, TimeSpan first, int burst, double spacing, string what)
    {
        foreach (var (number, message) in run.Floods.Accepted.Where(counts).Index())
        {
            var earliest = first.TotalSeconds + ((number + 1 - burst) * spacing);
            Assert.True(message.At.TotalSeconds >= earliest,
                $"{what}: number {number + 1} came in at {message.At.TotalSeconds:0.000} s, not before {earliest:0.000} s is right");
        }
    }

    private static void AssertAnswersPassAhead(FleetRun run, TimeSpan calm, TimeSpan began, TimeSpan killed)
    {
        // Behind the broadcast, a question would wait for all that was there before.
        var beside = run.Answers.Where(answer => answer.Asked > began).Select(answer => answer.Bulk).Order().ToList();
        Assert.InRange(beside[beside.Count / 2], 0, 28);
        if (!IsFullSize)
        {
            return;
        }

        // Noise is what the calm ten seconds differ by among themselves.
        var (alone, during) = (Windows(run, calm, began), Windows(run, began, killed));
        Assert.InRange(during[during.Count / 2], TimeSpan.Zero, alone[^1]);
    }

    /// <summary>The 99th percentile of each ten seconds, in order of size; what was asked in a hot chat waits for its chat.</summary>
    private static List<TimeSpan> Windows(FleetRun run, TimeSpan from, TimeSpan to) =>
    [
        .. run.Answers.Where(answer => answer.Asked > from && answer.Asked < to && !answer.IsHot)
            .GroupBy(answer => (int)((answer.Asked - from).TotalSeconds / 10)).Where(window => window.Count() > 5 * AnswersPerSecond)
            .Select(window => window.Select(answer => answer.Took).Order().ElementAt(window.Count() * 99 / 100)).Order(),
    ];

    private static int MostWithin(FleetRun run, TimeSpan period, Func<(long Chat, bool IsBulk, TimeSpan At), bool> counts)
    {
        var times = run.Floods.Accepted.Where(counts).Select(message => message.At).ToList();
        var (most, first) = (0, 0);
        for (var i = 0; i < times.Count; i++)
        {
            while (times[i] - times[first] >= period)
            {
                first++;
            }

            most = Math.Max(most, i - first + 1);
        }

        return most;
    }

    private static async Task AskForAsync(FleetRun run, Func<bool> goesOn)
    {
        using var deadline = new CancellationTokenSource(IsFullSize ? 40 * Minute : 2 * Minute);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / AnswersPerSecond));
        for (var chat = 0; goesOn() && await timer.WaitForNextTickAsync(deadline.Token); chat++)
        {
            await run.AskAsync(FleetRun.FirstOthers + (chat % 2_000));
        }
    }

    private void Report(FleetRun run, ReplicaCalls calls, TimeSpan calm, TimeSpan began, TimeSpan killed)
    {
        var (bulk, refused) = (run.Floods.Accepted.Where(message => message.IsBulk).ToList(), run.Floods.Refused);
        var most = MostWithin(run, TimeSpan.FromSeconds(1), message => message.IsBulk);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{bulk.Count} of bulk in {(bulk[^1].At - began).TotalSeconds:0.0} s, at most {most} in a second, "
                + $"refused at {string.Join(", ", refused.Select(call => $"{(call.At - began).TotalSeconds:0.0} s"))}; "
                + $"{run.Answers.Count} answers; "
                + $"of {run.Floods.Accepted.Count + refused.Count} calls {refused.Count} were refused, "
                + $"{refused.Count(call => call.At > Minute)} after the first minute; {Kills} kills: {calls.Repeated} calls came again"));
        output.WriteLine($"p99 of the answers in each ten seconds, in ms: alone {Text(Windows(run, calm, began))}; "
            + $"beside {Text(Windows(run, began, killed))}");

        static string Text(IEnumerable<TimeSpan> windows) =>
            string.Join(' ', windows.Select(window => window.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture)));
    }
}
