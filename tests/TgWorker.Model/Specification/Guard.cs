namespace TgWorker.Model.Specification;

/// <summary>A rule the promises rest on. A specification without it is broken, or leans on the others.</summary>
[Flags]
internal enum Guard
{
    None = 0,

    /// <summary>A worker whose lease has lapsed writes nothing.</summary>
    Lease = 1 << 0,

    /// <summary>A job is settled only under the token of the delivery that runs it.</summary>
    Fence = 1 << 1,

    /// <summary>Only the worker that holds a lane settles its head.</summary>
    Holder = 1 << 2,

    /// <summary>Only the worker with the right to sort moves entries.</summary>
    RightToSort = 1 << 3,

    /// <summary>Entries are moved only if the list still begins with those that were read.</summary>
    ListUnchanged = 1 << 4,

    /// <summary>A job stays the head of its lane until it is settled: a grant takes nothing away.</summary>
    HeadStays = 1 << 5,

    /// <summary>New entries are granted only in a lane that was empty.</summary>
    LaneEmpty = 1 << 6,

    /// <summary>Only a lane that nobody runs is stopped, parked or ready: it leaves that state when it is granted.</summary>
    LeavesReady = 1 << 7,

    /// <summary>A worker's lanes are taken from it only after its lease has lapsed.</summary>
    Expiry = 1 << 8,

    /// <summary>A worker that rejoins keeps only the lanes it knows.</summary>
    KeepsKnown = 1 << 9,

    /// <summary>A worker that rejoins loses its old name, and with it the calls that are still under way.</summary>
    OldNameEnds = 1 << 10,

    /// <summary>Every grant has a token of its own, larger than all before it.</summary>
    FenceGrows = 1 << 11,

    /// <summary>A retried job never takes the place of a head that is being run.</summary>
    RunningHeadStays = 1 << 12,

    /// <summary>A worker runs the job that is the head when it reads it, not whatever has taken the number it was granted.</summary>
    HeadChecked = 1 << 13,

    /// <summary>While a lane is held, no job in it gets a number that another had.</summary>
    NumbersStayUnused = 1 << 14,
}
