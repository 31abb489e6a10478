using TgWorker.TestSupport.QueueConformance;

namespace TgWorker.Sqlite.Tests.Conformance;

public sealed class MemoryClaimingTests() : ClaimingContract(new MemoryQueueUnderTest());

public sealed class MemoryDuplicatesTests() : DuplicatesContract(new MemoryQueueUnderTest());

public sealed class MemoryFailingTests() : FailingContract(new MemoryQueueUnderTest());

public sealed class MemoryFinishingTests() : FinishingContract(new MemoryQueueUnderTest());

public sealed class MemoryHoldingTests() : HoldingContract(new MemoryQueueUnderTest());

public sealed class MemoryInterleavingTests() : InterleavingContract(new MemoryQueueUnderTest());

public sealed class MemoryLeasesTests() : LeasesContract(new MemoryQueueUnderTest());

public sealed class MemoryLeavingTests() : LeavingContract(new MemoryQueueUnderTest());

public sealed class MemoryMemoryTests() : MemoryContract(new MemoryQueueUnderTest());

public sealed class MemoryOrderingTests() : OrderingContract(new MemoryQueueUnderTest());

public sealed class MemoryParkingTests() : ParkingContract(new MemoryQueueUnderTest());

public sealed class MemoryRetryingTests() : RetryingContract(new MemoryQueueUnderTest());

public sealed class MemoryStatusTests() : StatusContract(new MemoryQueueUnderTest());

public sealed class MemoryWaitingTests() : WaitingContract(new MemoryQueueUnderTest());

public sealed class MemoryWithoutDeduplicationTests() : WithoutDeduplicationContract(new MemoryQueueUnderTest());

public sealed class MemoryPruningTests() : PruningContract(new MemoryQueueUnderTest());
