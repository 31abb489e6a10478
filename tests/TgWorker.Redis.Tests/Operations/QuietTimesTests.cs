using TgWorker.Core.Queues;
using TgWorker.Redis.Tests.Conformance;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Redis.Tests.Operations;

public sealed class QuietTimesTests(RedisFixture redis) : RedisQueueTest(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private IQuietTimes QuietTimes => Queue.QuietTimes;

    [Fact]
    public async Task Begin_ByManyAtOnce_IsOnesAlone()
    {
        var began = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => QuietTimes.BeginAsync("long_wait", Long, default)));

        Assert.Single(began, one => one);
        Assert.True(await QuietTimes.BeginAsync("failed_jobs", Long, default));
    }

    [Fact]
    public async Task End_LetsAnotherBegin()
    {
        await QuietTimes.BeginAsync("long_wait", Long, default);
        await QuietTimes.EndAsync("long_wait", default);

        Assert.True(await QuietTimes.BeginAsync("long_wait", Long, default));
    }

    [Fact]
    public async Task Begin_AfterItsTime_IsPossibleAgain()
    {
        await QuietTimes.BeginAsync("long_wait", TimeSpan.FromMilliseconds(50), default);

        await Eventually.TrueAsync(() => QuietTimes.BeginAsync("long_wait", Long, default));
    }

    [Fact]
    public async Task Renew_FindsALapsedWorker_NamesIt()
    {
        var dead = await JoinAsync();
        var living = await JoinAsync();
        await LapseAsync(dead);

        Assert.Equal([dead.Incarnation], (await living.RenewAsync(default)).Lapsed ?? []);
    }
}
