using TgWorker.TestSupport.QueueConformance;

namespace TgWorker.Sqlite.Tests.Conformance;

public sealed class FileClaimingTests() : ClaimingContract(new FileQueueUnderTest());

public sealed class FileDuplicatesTests() : DuplicatesContract(new FileQueueUnderTest());

public sealed class FileFailingTests() : FailingContract(new FileQueueUnderTest());

public sealed class FileFinishingTests() : FinishingContract(new FileQueueUnderTest());

public sealed class FileHoldingTests() : HoldingContract(new FileQueueUnderTest());

public sealed class FileInterleavingTests() : InterleavingContract(new FileQueueUnderTest());

public sealed class FileLeasesTests() : LeasesContract(new FileQueueUnderTest());

public sealed class FileLeavingTests() : LeavingContract(new FileQueueUnderTest());

public sealed class FileMemoryTests() : MemoryContract(new FileQueueUnderTest());

public sealed class FileOrderingTests() : OrderingContract(new FileQueueUnderTest());

public sealed class FileParkingTests() : ParkingContract(new FileQueueUnderTest());

public sealed class FileRetryingTests() : RetryingContract(new FileQueueUnderTest());

public sealed class FileStatusTests() : StatusContract(new FileQueueUnderTest());

public sealed class FileWaitingTests() : WaitingContract(new FileQueueUnderTest());

public sealed class FileWithoutDeduplicationTests() : WithoutDeduplicationContract(new FileQueueUnderTest());

public sealed class FilePruningTests() : PruningContract(new FileQueueUnderTest());
