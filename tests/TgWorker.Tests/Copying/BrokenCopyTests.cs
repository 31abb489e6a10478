using TgWorker.Cli.Commands.Copying;
using TgWorker.Core.Operating;
using TgWorker.Core.Queues;
using TgWorker.Sqlite.Copying;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Tests.Copying;

/// <summary>A copy that is broken off anywhere and run again neither loses nor doubles.</summary>
public sealed class BrokenCopyTests(RedisFixture redis) : IClassFixture<RedisFixture>, IDisposable
{
    private const int Jobs = 1_200;

    private readonly CopyStage _stage = new(redis.Url, redis.NewPrefix());

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(int.MaxValue, false)]
    [InlineData(int.MaxValue, true)]
    public async Task Copy_BrokenOffAndRunAgain_IsComplete(int parts, bool answerOfTheEndIsLost)
    {
        await FillAsync();
        await BreakOffAsync(parts, answerOfTheEndIsLost);

        await using var queue = await _stage.OpenRedisAsync();
        var status = await queue.GetStatusAsync(default);
        Assert.Equal(answerOfTheEndIsLost ? Jobs : 0, status.Pending + status.InLanes);
        Assert.Equal(0, await _stage.CopyAsync());
        var handled = await CopyStage.WorkOffAsync(queue);
        Assert.Equal(Enumerable.Range(1, Jobs).Select(id => (long?)id), handled.Select(one => one.Update).Order());
        Assert.All(handled.GroupBy(one => one.Lane), lane => Assert.Equal(lane.Order().ToList(), [.. lane]));
    }

    [Fact]
    public async Task Copy_BrokenOff_LeavesTheFileClosedUntilItIsCalledOff()
    {
        await FillAsync();
        await BreakOffAsync(2, answerOfTheEndIsLost: false);

        var refusal = await Assert.ThrowsAsync<QueueUnsupportedException>(_stage.OpenFileAsync);
        Assert.Contains("run 'tgworker copy --to URL' again", refusal.Message, StringComparison.Ordinal);

        Assert.Equal(0, await _stage.CopyAsync("--cancel"));
        await using (var file = await _stage.OpenFileAsync())
        {
            await _stage.PushAsync(file, 1);
            Assert.Equal(Jobs + 1, (await CopyStage.WorkOffAsync(file)).Count);
        }

        await using var queue = await _stage.OpenRedisAsync();
        Assert.Empty(await CopyStage.WorkOffAsync(queue));
    }

    [Fact]
    public async Task Copy_UpdatesPushedToTheTargetMeanwhile_StandBehindWhatWasCopied()
    {
        await FillAsync();
        await using var queue = await _stage.OpenRedisAsync();
        await using (var source = Source())
        {
            var moving = await source.CloseAsync("there", default);
            var copy = (await queue.CopyTarget().BeginAsync(moving.Copy, default))!;
            foreach (var part in source.Pages.ReadAll())
            {
                await copy.AddAsync(part, default);
            }

            await queue.PushAsync(CopyStage.Entry(1, Jobs + 1), default);
            await copy.EndAsync(source.Pages.ReadQueue(), default);
        }

        var handled = await CopyStage.WorkOffAsync(queue);
        Assert.Equal(Jobs + 1, handled.Count);
        Assert.All(handled.GroupBy(one => one.Lane), lane => Assert.Equal(lane.Order().ToList(), [.. lane]));
    }

    [Fact]
    public async Task Copy_WorkersOnTheTargetMeanwhile_IsNotEnded()
    {
        await FillAsync();
        await using var queue = await _stage.OpenRedisAsync();
        await using var source = Source();
        var copy = (await queue.CopyTarget().BeginAsync((await source.CloseAsync("there", default)).Copy, default))!;
        await using var session = await queue.JoinAsync(default);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => copy.EndAsync(source.Pages.ReadQueue(), default));

        Assert.Contains("workers have started", refusal.Message, StringComparison.Ordinal);
    }

    // In lanes and on the list.
    private async Task FillAsync()
    {
        await using var file = await _stage.OpenFileAsync();
        await _stage.PushAsync(file, [.. Enumerable.Range(0, Jobs).Select(n => (long)(n % 5))]);
        await using var session = await file.JoinAsync(default);
        await session.ClaimAsync(1, default);
        await session.LeaveAsync(default);
    }

    private async Task BreakOffAsync(int parts, bool answerOfTheEndIsLost)
    {
        await using var queue = await _stage.OpenRedisAsync();
        await using var source = Source();
        var target = new BreakingTarget(queue.CopyTarget(), parts, answerOfTheEndIsLost);
        await Assert.ThrowsAsync<QueueUnavailableException>(
            () => new QueueCopy(source, target, _stage.File, _stage.Place).RunAsync(new Progress<WorkDone>(), default));
    }

    private SqliteCopySource Source() => SqliteCopySource.Open(_stage.File, "telegram_updates", _stage.Reader, TimeProvider.System);
}
