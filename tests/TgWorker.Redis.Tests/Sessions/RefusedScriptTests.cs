using TgWorker.Core.Queues;
using TgWorker.Redis.Tests.Laravel;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Sessions;

/// <summary>A script that ended with an error may have done something: it counts as a lost answer.</summary>
public sealed class RefusedScriptTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task Finish_AKeyIsOfAForeignTypeForAWhile_TheChatIsNotStranded()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        var session = await queue.Queue.JoinAsync(default);
        var before = session.Incarnation;
        await queue.PushAsync(LaravelQueue.Job(LaravelQueue.Ours, 1), LaravelQueue.Job(LaravelQueue.Ours, 2));
        var delivery = Assert.Single(await LaravelQueue.ClaimAsync(session));
        await queue.Database.StringSetAsync(queue.Key + ":tries", "foreign");

        await Assert.ThrowsAsync<QueueUnavailableException>(
            () => session.FinishAsync([delivery], takeNext: false, default).AsTask());
        await queue.Database.KeyDeleteAsync(queue.Key + ":tries");
        var settled = Assert.Single(await session.FinishAsync([delivery], takeNext: false, default));

        Assert.True(settled.Accepted);
        Assert.NotEqual(before, session.Incarnation);
        Assert.Equal(2, Assert.Single(await LaravelQueue.ClaimAsync(session)).Job.UpdateId);
    }
}
