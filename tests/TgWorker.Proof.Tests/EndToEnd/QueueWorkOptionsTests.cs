using System.Text.Json;
using StackExchange.Redis;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Histories;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Proof.Tests.EndToEnd;

/// <summary>
/// The options of <c>queue:work</c> on the real executable; <see cref="LimitsTests"/> has those that end it after some work.
/// </summary>
public class QueueWorkOptionsTests
{
    // Chats of the other queue begin here, so that a run shows its queue.
    private const int Other = 1000;

    [Fact]
    public async Task MaxTime_Over_ExitsWith0()
    {
        await using var stage = await Stage.SetAsync();
        var worker = stage.Fleet[stage.Fleet.Start("--max-time", "0.3")];

        await worker.WaitForOutputAsync("Worker ended: MaxTime");
        Assert.Equal(0, await worker.WaitForExitAsync());
    }

    [Fact]
    public async Task Memory_Outgrown_ExitsWith12AsLaravelDoes()
    {
        await using var stage = await Stage.SetAsync();

        Assert.Equal(12, await stage.Fleet[stage.Fleet.Start("--memory", "1")].WaitForExitAsync());
    }

    [Fact]
    public async Task TimeoutTriesBackoff_EndATryStartTheNextAndGiveUp()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Tries = 2, Backoff = TimeSpan.FromSeconds(0.2) });
        stage.Script.First(1, new Behaviour.Hang());
        stage.Script.Always(2, new Behaviour.Answer(500));
        await stage.PushAsync((1, 1), (2, 2));

        Assert.Equal(0, await stage.Fleet[stage.Fleet.Start("--timeout", "0.3", "--stop-when-empty")].WaitForExitAsync());

        await stage.AllHandledAsync(failed: 2);
        var runs = stage.History.Read().Runs;
        Assert.Equal([1, 2], runs.Where(run => run.UpdateId == 1).Select(run => run.Attempt));
        Assert.Equal([1, 2], runs.Where(run => run.UpdateId == 2).Select(run => run.Attempt));
        Assert.True(Gaps(runs.Where(run => run.UpdateId == 2)).Single() >= TimeSpan.FromSeconds(0.1));
    }

    [Fact]
    public async Task SleepAndRest_ASlotRestsAfterEachJob()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Concurrency = 1 });
        await stage.PushInTurnAsync(updates: 4, chats: 2);

        Assert.Equal(0, await stage.Fleet[stage.Fleet.Start("--rest", "0.2", "--sleep", "0.1", "--stop-when-empty")].WaitForExitAsync());

        await stage.AllHandledAsync();
        Assert.All(Gaps(stage.History.Read().Runs), gap => Assert.True(gap >= TimeSpan.FromSeconds(0.19), $"{gap}"));
    }

    [Fact]
    public async Task Sleep_AWorkerThatFoundNothing_LooksAgainOnlyAfterwards()
    {
        await using var stage = await Stage.SetAsync(new StageOptions());
        stage.Fleet.Start("--sleep", "1");
        for (var id = 1; id <= 3; id++)
        {
            await stage.PushAsync((id, id));
            await stage.HandledAsync(id);
        }

        // From claim to claim it is a second; the first handler starts late, code being compiled.
        var started = stage.History.Read().Runs.Select(run => run.Started).Order().ToList();
        Assert.True(started[2] - started[1] >= TimeSpan.FromSeconds(0.5), $"{started[2] - started[1]}");
    }

    [Fact]
    public async Task Queue_Two_TheFirstIsServedFirst()
    {
        await using var stage = await Stage.SetAsync(
            new StageOptions { Concurrency = 2, Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(10)) });
        await StartOnTwoAsync(stage);
        await PushAsync(stage, urgent: 0, other: 300);
        await stage.HandledAsync(4);
        await PushAsync(stage, urgent: 30, other: 0);
        await stage.HandledAsync(330);

        var order = stage.History.Read().Runs.OrderBy(run => run.Started).Select(IsOther).ToList();
        Assert.InRange(order.LastIndexOf(false), 30, 200);
    }

    [Fact]
    public async Task Weights_Two_BothAreServedInProportion()
    {
        await using var stage = await Stage.SetAsync(
            new StageOptions { Concurrency = 8, Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(10)) });
        await PushAsync(stage, urgent: 600, other: 600);
        await StartOnTwoAsync(stage, "--weights", "3,1");
        await stage.HandledAsync(500);

        var share = stage.History.Read().Runs.OrderBy(run => run.Started).Skip(200).Take(300).Count(run => !IsOther(run)) / 300.0;
        Assert.InRange(share, 0.6, 0.9);
    }

    [Fact]
    public async Task QueueConcurrency_OfOneQueue_IsItsMost()
    {
        await using var stage = await Stage.SetAsync(
            new StageOptions { Concurrency = 8, Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(20)) });
        await PushAsync(stage, urgent: 60, other: 60);
        await StartOnTwoAsync(stage, "--queue-concurrency", "2,6");
        await stage.HandledAsync(120);

        Assert.Equal((2, true), (MostAtOnce(stage, isOther: false), MostAtOnce(stage, isOther: true) is > 2 and <= 6));
    }

    [Fact]
    public async Task Balance_BySize_MovesSlotsToTheQueueThatWaitsAndSaysSo()
    {
        await using var stage = await Stage.SetAsync(new StageOptions
        {
            Concurrency = 8,
            Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(20)),
            Environment = new Dictionary<string, string?> { ["TGWORKER_Balance__Cooldown"] = "0.1" },
        });
        var worker = await StartOnTwoAsync(stage, "--balance", "size");
        await PushAsync(stage, urgent: 0, other: 500);

        var line = await stage.Fleet[worker].WaitForOutputAsync("Queue telegram_updates has 7 slots instead of 4");
        Assert.Contains("updates wait in it, 0 in the others", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserSignal2_PausesThisWorkerUntilItIsContinued()
    {
        await using var stage = await Stage.SetAsync();
        var worker = stage.Fleet[(await stage.Fleet.StartAsync())[0]];
        worker.PauseClaiming();
        await worker.WaitForOutputAsync("This worker was paused");
        await stage.PushInTurnAsync(updates: 10, chats: 2);

        // A status takes longer than a claim would have.
        var status = await stage.Fleet.RunAsync("status", "--json");
        using var json = JsonDocument.Parse(status.Output);
        Assert.Equal((0, 10), (stage.History.Starts, json.RootElement[0].GetProperty("pending").GetInt32()));

        worker.Resume();
        await worker.WaitForOutputAsync("This worker was continued");
        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }

    [Fact]
    public async Task Status_OfAWorkerAtWork_HasItsProcessItsLoadAndTheHottestChat()
    {
        var go = new TaskCompletionSource();
        await using var stage = await Stage.SetAsync(new StageOptions { Otherwise = new Behaviour.Answer(200) { When = go.Task } });
        var worker = stage.Fleet[(await stage.Fleet.StartAsync())[0]];
        await stage.PushInTurnAsync(updates: 5, chats: 1);
        await stage.PushInTurnAsync(updates: 1, chats: 1, firstId: 6);

        JsonElement status = default;
        await Eventually.TrueAsync(async () =>
        {
            using var json = JsonDocument.Parse((await stage.Fleet.RunAsync("status", "--json")).Output);
            status = json.RootElement[0].Clone();
            return status.GetProperty("workers")[0].TryGetProperty("running", out var running) && running.GetInt32() == 1;
        });
        go.SetResult();

        var row = status.GetProperty("workers")[0];
        Assert.Equal((worker.Id, Environment.MachineName, 16),
            (row.GetProperty("pid").GetInt32(), row.GetProperty("host").GetString(), row.GetProperty("slots").GetInt32()));
        Assert.Equal(("main:1", 6),
            (status.GetProperty("hottest")[0].GetProperty("lane").GetString(),
                status.GetProperty("hottest")[0].GetProperty("jobs").GetInt32()));
        Assert.Equal(1, status.GetProperty("held").GetInt32());
    }

    private static async Task<string> StartOnTwoAsync(Stage stage, params string[] more)
    {
        var name = stage.Fleet.Start(["--queue", "urgent,telegram_updates", .. more]);
        await stage.Fleet[name].WaitForOutputAsync("works on queue urgent");
        await stage.Fleet[name].WaitForOutputAsync("works on queue telegram_updates");
        return name;
    }

    private static async Task PushAsync(Stage stage, int urgent, int other)
    {
        await PushAsync("urgent", urgent, 1);
        await PushAsync("telegram_updates", other, Other);

        Task PushAsync(string queue, int count, long first) => count == 0 ? Task.CompletedTask : stage.Queue.Database.ListRightPushAsync(
            $"{stage.Prefix}queues:{queue}",
            [.. Enumerable.Range(0, count).Select(i => (RedisValue)Entries.Message(first + i, first + i))]);
    }

    private static bool IsOther(Run run) => run.UpdateId >= Other;

    private static IEnumerable<TimeSpan> Gaps(IEnumerable<Run> runs)
    {
        var ordered = runs.OrderBy(run => run.Started).ToList();
        return ordered.Zip(ordered.Skip(1), (before, after) => after.Started - before.Ended);
    }

    private static int MostAtOnce(Stage stage, bool isOther)
    {
        var runs = stage.History.Read().Runs.Where(run => IsOther(run) == isOther).ToList();
        return runs.Max(run => runs.Count(other => other.Started <= run.Started && other.Ended > run.Started));
    }
}
