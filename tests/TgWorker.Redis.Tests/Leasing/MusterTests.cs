using StackExchange.Redis;
using TgWorker.Redis.Scripting;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Leasing;

/// <summary>The script by which workers come over to another server, case by case.</summary>
public sealed class MusterTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private const long Lease = 10_000;
    private const long Unaware = 3_000;
    private const long Least = 1_000;

    private readonly string _prefix = redis.NewPrefix();
    private RedisClient _client = null!;

    private IDatabase Database => _client.Database;

    private RedisKey Workers => _prefix + "workers";

    private RedisKey Key => _prefix + "muster";

    private RedisKey Fence => _prefix + "fence";

    public async Task InitializeAsync() => _client = await RedisClient.ConnectAsync(redis.Configuration);

    public Task DisposeAsync() => _client.DisposeAsync().AsTask();

    [Fact]
    public async Task FirstServerEver_NobodyWaits()
    {
        await JoinAsync("a", "b");

        Assert.Equal((false, 0, true), await ReportAsync("a", "s1"));
    }

    [Fact]
    public async Task SameServer_NobodyWaits()
    {
        await JoinAsync("a", "b");
        await ReportAsync("a", "s1");

        Assert.Equal((false, 0, true), await ReportAsync("b", "s1"));
    }

    [Fact]
    public async Task AnotherServer_WaitsForAllThatWereThere()
    {
        await JoinAsync("a", "b", "c");
        await ReportAsync("a", "s1");

        Assert.Equal((true, 2, true), await ReportAsync("a", "s2"));
        Assert.InRange(await UntilAsync() - await NowAsync(), Lease + Unaware - 1000, Lease + Unaware);
    }

    [Theory]
    [InlineData("renews")]
    [InlineData("takes a new name")]
    [InlineData("leaves")]
    public async Task AnotherServer_OneThatCameOver_IsNotMissing(string how)
    {
        await JoinAsync("a", "b", "c");
        await ReportAsync("a", "s1");
        await ReportAsync("a", "s2");

        await Database.SortedSetRemoveAsync(Workers, "b");
        if (how != "leaves")
        {
            await Database.SortedSetAddAsync(Workers, how == "renews" ? "b" : "b~1", await NowAsync() + Lease + 7);
        }

        Assert.Equal((true, 1, true), await ReportAsync("a", "s2"));
    }

    [Fact]
    public async Task AnotherServer_AllCameOver_WaitsTheLeastTimeForThoseItDoesNotKnow()
    {
        await JoinAsync("a", "b");
        await ReportAsync("a", "s1");
        await ReportAsync("a", "s2");
        await Database.SortedSetRemoveAsync(Workers, "b");

        Assert.Equal((true, 0, true), await ReportAsync("a", "s2"));
        await Database.HashSetAsync(Key, "since", await NowAsync() - Least);
        Assert.Equal((false, 0, true), await ReportAsync("a", "s2"));
        Assert.Equal([new HashEntry("server", "s2")], await Database.HashGetAllAsync(Key));
    }

    [Fact]
    public async Task AnotherServer_OneNeverComes_IsOverWhenItsLeaseMustHaveEnded()
    {
        await JoinAsync("a", "b");
        await ReportAsync("a", "s1");
        await ReportAsync("a", "s2");
        await Database.HashSetAsync(Key, "until", await NowAsync());

        Assert.Equal((false, 0, true), await ReportAsync("a", "s2"));
    }

    [Fact]
    public async Task AnotherServerYet_BeginsAnew()
    {
        await JoinAsync("a", "b");
        await ReportAsync("a", "s1");
        await ReportAsync("a", "s2");
        await Database.SortedSetRemoveAsync(Workers, "b");
        await JoinAsync("c");

        Assert.Equal((true, 1, true), await ReportAsync("a", "s3"));
    }

    [Fact]
    public async Task LeaseOfWhichTheServerKnowsNothing_MakesAllWaitAsLongAsALease()
    {
        await JoinAsync("a");
        await ReportAsync("a", "s1");

        // Its data is from before b joined: there may be more like b.
        Assert.Equal((true, 1, false), await ReportAsync("b", "s2", leaseLeft: 5000));
        await Database.SortedSetRemoveAsync(Workers, "a");
        await Database.HashSetAsync(Key, "since", await NowAsync() - Least);
        await JoinAsync("c");

        Assert.Equal((true, 0, true), await ReportAsync("c", "s2"));
    }

    [Fact]
    public async Task LeaseOfWhichTheServerKnowsNothing_AfterTheOthersWereDone_MakesAllWaitToo()
    {
        await JoinAsync("a");
        await ReportAsync("a", "s1");
        await ReportAsync("a", "s2");
        await Database.HashSetAsync(Key, "since", await NowAsync() - Least);
        Assert.Equal((false, 0, true), await ReportAsync("a", "s2"));

        Assert.Equal((true, 1, false), await ReportAsync("b", "s2", leaseLeft: 5000));
        Assert.Equal((true, 1, true), await ReportAsync("a", "s2"));
    }

    [Fact]
    public async Task DataGone_NoRecordOfAnyServer_OneThatHadALeaseMakesAllWait()
    {
        Assert.Equal((true, 0, false), await ReportAsync("a", "s1", leaseLeft: 1));
    }

    [Theory]
    [InlineData(100, 200, 200)]
    [InlineData(300, 200, 300)]
    public async Task GreatestToken_IsNeverBehindWhatAWorkerWasGiven(long stored, long given, long expected)
    {
        await JoinAsync("a");
        await Database.StringSetAsync(Fence, stored);

        await ReportAsync("a", "s1", fence: given);

        Assert.Equal(expected, (long)await Database.StringGetAsync(Fence));
    }

    private async Task<(bool MustWait, long Missing, bool HasLease)> ReportAsync(
        string worker, string server, long leaseLeft = 0, long fence = 0)
    {
        var script = RedisScript.Muster.Text;
        var answer = (long[])(await Database.ScriptEvaluateAsync(
            script, [Workers, Key, Fence], [worker, server, Lease, Unaware, Least, leaseLeft, fence]))!;
        return (answer[0] > 0, answer[1], answer[2] == 1);
    }

    private async Task JoinAsync(params string[] workers)
    {
        foreach (var worker in workers)
        {
            await Database.SortedSetAddAsync(Workers, worker, await NowAsync() + Lease);
        }
    }

    private async Task<long> UntilAsync() => (long)await Database.HashGetAsync(Key, "until");

    private async Task<long> NowAsync()
    {
        var time = (long[])(await Database.ExecuteAsync("TIME"))!;
        return (time[0] * 1000) + (time[1] / 1000);
    }
}
