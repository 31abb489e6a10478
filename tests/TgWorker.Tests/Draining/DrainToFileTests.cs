using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Cli.Commands.Draining;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.TestSupport.Redis;
using TgWorker.Tests.Copying;

namespace TgWorker.Tests.Draining;

/// <summary>A queue goes into a file and back, in order and once, on Redis and on SQLite.</summary>
public sealed class DrainToFileTests(RedisFixture redis) : IClassFixture<RedisFixture>, IDisposable
{
    private const int Jobs = 450;

    private readonly string _prefix = redis.NewPrefix();
    private CopyStage? _stage;

    public static TheoryData<string> Places => ["redis", "sqlite"];

    private CopyStage Stage => _stage ??= new CopyStage(redis.Url, _prefix);

    private string Drained => Stage.Run.FilePath("drained");

    public void Dispose() => Stage.Dispose();

    [Theory]
    [MemberData(nameof(Places))]
    public async Task DrainAndPush_GiveBackAllInOrder_Once(string place)
    {
        await using var queue = await OpenAsync(place);
        await FillAsync(queue);

        Assert.Equal(0, await RunAsync(place, "drain", "--to", "drained"));
        Assert.Contains($"{Jobs} jobs taken to ", Stage.Run.Out, StringComparison.Ordinal);
        Assert.Empty(await CopyStage.WorkOffAsync(queue));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Drained) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));

        Assert.Equal(0, await RunAsync(place, "push", "--from", "drained"));
        Assert.Equal(0, await RunAsync(place, "push", "--from", "drained"));
        Assert.Equal($"telegram_updates: 0 jobs pushed, {Jobs} had been before\n", Stage.Run.Out);
        AssertAll(await CopyStage.WorkOffAsync(queue));

        Assert.Equal(1, await RunAsync(place, "drain", "--to", "drained"));
        Assert.Contains("was pushed back already: name another file", Stage.Run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_OntoAnotherQueue_KeepsEveryByte()
    {
        byte[] odd = [0xff, 0x00, (byte)'\n', 0x80];
        await using var file = await OpenAsync("sqlite");
        await file.PushAsync(odd, default);
        await file.PushAsync("{\"a\":\"\\u2028é\"}\n"u8.ToArray(), default);
        Assert.Equal(0, await RunAsync("sqlite", "drain", "--to", "drained"));

        Assert.Equal(0, await RunAsync("redis", "push", "--from", "drained"));

        await using var queue = await OpenAsync("redis");
        var entries = await queue.Operations.ReadListAsync(10, default);
        Assert.Equal([odd, "{\"a\":\"\\u2028é\"}\n"u8.ToArray()], entries.Select(entry => entry.ToArray()));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Drain_BrokenOffBeforeABatchLeftTheQueue_TakesItOnce(string place)
    {
        await using var queue = await OpenAsync(place);
        await FillAsync(queue);
        await queue.Operations.DrainAsync(default);
        using (var file = DrainedFile.OpenToAdd(Drained, queue.Name))
        {
            file.Add(await queue.Operations.ReadListAsync(100, default));
        }

        await File.AppendAllTextAsync(Drained, "{\"entry\":\"half of what came ne");

        Assert.Equal(0, await RunAsync(place, "drain", "--to", "drained"));
        Assert.Contains($"{Jobs} jobs taken to ", Stage.Run.Out, StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync(place, "push", "--from", "drained"));
        AssertAll(await CopyStage.WorkOffAsync(queue));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Push_WhoseAnswerWasLost_PushesTheBatchOnce(string place)
    {
        await using var queue = await OpenAsync(place);
        await FillAsync(queue);
        Assert.Equal(0, await RunAsync(place, "drain", "--to", "drained"));
        await using (var intake = Stage.Run.Factory!.OpenIntake(await OptionsAsync(place), TimeProvider.System, NullLoggerFactory.Instance))
        using (var file = DrainedFile.OpenToPush(Drained))
        {
            await Assert.ThrowsAsync<OperationCanceledException>(() => QueueFileDrain.PushAsync(
                new BreakingIntake(intake, batches: 2), file,
                entry => new NewEntry(entry, Guid.NewGuid(), "", DateTimeOffset.UnixEpoch), default));
        }

        Assert.Equal(0, await RunAsync(place, "push", "--from", "drained"));
        Assert.Contains("250 jobs pushed, 200 had been before", Stage.Run.Out, StringComparison.Ordinal);
        AssertAll(await CopyStage.WorkOffAsync(queue));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task TakeList_OfEntriesThatStandThereNoLonger_DoesNothing(string place)
    {
        await using var queue = await OpenAsync(place);
        await Stage.PushAsync(queue, 1, 2, 3);
        var first = await queue.Operations.ReadListAsync(1, default);
        var two = await queue.Operations.ReadListAsync(2, default);
        Assert.True(await queue.Operations.TakeListAsync(first, default));

        Assert.False(await queue.Operations.TakeListAsync(two, default));

        Assert.Equal([2L, 3L], (await CopyStage.WorkOffAsync(queue)).Select(one => one.Update));
    }

    [Theory]
    [InlineData(1, "was not written by 'tgworker drain --to'", "push", "--from", "other")]
    [InlineData(1, "was not written by 'tgworker drain --to'", "drain", "--to", "other")]
    [InlineData(1, "Could not find file", "push", "--from", "nowhere")]
    [InlineData(2, "give files with updates, or --from FILE", "push")]
    public async Task Mistake_IsSaid(int exitCode, string message, params string[] arguments)
    {
        await File.WriteAllTextAsync(Stage.Run.FilePath("other"), "{\"update_id\":1}\n");

        Assert.Equal(exitCode, await RunAsync("sqlite", arguments));
        Assert.Contains(message, Stage.Run.Error, StringComparison.Ordinal);
        Assert.Equal("{\"update_id\":1}\n", await File.ReadAllTextAsync(Stage.Run.FilePath("other")));
    }

    private static void AssertAll(IReadOnlyList<(string Lane, long? Update)> handled)
    {
        Assert.Equal(Enumerable.Range(1, Jobs).Select(id => (long?)id), handled.Select(one => one.Update).Order());
        Assert.All(handled.GroupBy(one => one.Lane), lane => Assert.Equal(lane.Order().ToList(), [.. lane]));
    }

    private async Task<IUpdateQueue> OpenAsync(string place) =>
        place == "redis" ? await Stage.OpenRedisAsync() : await Stage.OpenFileAsync();

    private Task<int> RunAsync(string place, params string[] arguments) => Stage.Run.RunAsync(
        [.. arguments, .. place == "redis" ? (string[])["--redis", redis.Url, "--prefix", _prefix] : ["--sqlite", Stage.File]]);

    private async Task<TgWorkerOptions> OptionsAsync(string place)
    {
        await RunAsync(place, "status");
        return Stage.Run.Opened!;
    }

    // In lanes and on the list.
    private async Task FillAsync(IUpdateQueue queue)
    {
        await Stage.PushAsync(queue, [.. Enumerable.Range(0, 300).Select(n => (long)(n % 4))]);
        await using (var session = await queue.JoinAsync(default))
        {
            await session.ClaimAsync(2, default);
            await session.LeaveAsync(default);
        }

        await Stage.PushAsync(queue, [.. Enumerable.Range(300, Jobs - 300).Select(n => (long)(n % 5))]);
    }
}
