using TgWorker.Core.Sending;
using TgWorker.Redis.Tests.Conformance;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Sending;

public sealed class RefusedChatsTests : RedisQueueTest, IClassFixture<RedisFixture>
{
    private readonly RedisQueueUnderTest _redis;

    public RefusedChatsTests(RedisFixture redis)
        : this(new RedisQueueUnderTest(redis))
    {
    }

    private RefusedChatsTests(RedisQueueUnderTest redis)
        : base(redis) => _redis = redis;

    [Fact]
    public async Task NoteRefused_NothingElseIsKnownOfTheBot_IsKnownUntilItNoLongerCounts()
    {
        var wish = new SendWish("1", "7", SendClass.Answer);

        await Queue.SendLimits!.NoteRefusedAsync(new SendRefusal(wish, TimeSpan.FromSeconds(1)), default);

        await using var connection = await _redis.ConnectAsync();
        var left = (long)await connection.ExecuteAsync("PTTL", _redis.Keys.Outgoing("1"));
        Assert.InRange(left, 10, 2000);
    }
}
