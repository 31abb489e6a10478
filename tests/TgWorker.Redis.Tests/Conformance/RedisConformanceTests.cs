using TgWorker.TestSupport.QueueConformance;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Conformance;

public sealed class RedisClaimingTests(RedisFixture redis) : ClaimingContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisDuplicatesTests(RedisFixture redis) : DuplicatesContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisFailingTests(RedisFixture redis) : FailingContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisFinishingTests(RedisFixture redis) : FinishingContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisHoldingTests(RedisFixture redis) : HoldingContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisInterleavingTests(RedisFixture redis) : InterleavingContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisLeasesTests(RedisFixture redis) : LeasesContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisLeavingTests(RedisFixture redis) : LeavingContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisMemoryTests(RedisFixture redis) : MemoryContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisOrderingTests(RedisFixture redis) : OrderingContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisParkingTests(RedisFixture redis) : ParkingContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisRetryingTests(RedisFixture redis) : RetryingContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisStatusTests(RedisFixture redis) : StatusContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisWaitingTests(RedisFixture redis) : WaitingContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisWithoutDeduplicationTests(RedisFixture redis) : WithoutDeduplicationContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;

public sealed class RedisPruningTests(RedisFixture redis) : PruningContract(new RedisQueueUnderTest(redis)), IClassFixture<RedisFixture>;
