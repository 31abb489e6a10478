using TgWorker.TestSupport.QueueConformance;

namespace TgWorker.Core.Tests.Queues.InProcess;

/// <summary>Every contract, run on the in-process queue.</summary>
public static class InProcessQueueConformance
{
    public sealed class Claiming() : ClaimingContract(new InProcessQueueUnderTest());

    public sealed class Ordering() : OrderingContract(new InProcessQueueUnderTest());

    public sealed class Waiting() : WaitingContract(new InProcessQueueUnderTest());

    public sealed class Finishing() : FinishingContract(new InProcessQueueUnderTest());

    public sealed class Failing() : FailingContract(new InProcessQueueUnderTest());

    public sealed class Holding() : HoldingContract(new InProcessQueueUnderTest());

    public sealed class Retrying() : RetryingContract(new InProcessQueueUnderTest());

    public sealed class Memory() : MemoryContract(new InProcessQueueUnderTest());

    public sealed class Parking() : ParkingContract(new InProcessQueueUnderTest());

    public sealed class Leases() : LeasesContract(new InProcessQueueUnderTest());

    public sealed class Leaving() : LeavingContract(new InProcessQueueUnderTest());

    public sealed class Duplicates() : DuplicatesContract(new InProcessQueueUnderTest());

    public sealed class WithoutDeduplication() : WithoutDeduplicationContract(new InProcessQueueUnderTest());

    public sealed class Interleaving() : InterleavingContract(new InProcessQueueUnderTest());

    public sealed class Status() : StatusContract(new InProcessQueueUnderTest());

    public sealed class Pruning() : PruningContract(new InProcessQueueUnderTest());
}
