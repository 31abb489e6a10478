namespace TgWorker.Sqlite.Files;

/// <summary>
/// Says whether new updates may still be taken. They are refused before the disk is full, or the file as large as it may be: what is left
/// is for finishing what is there, or the queue could never work itself off.
/// </summary>
/// <param name="freeBytes">How much of the disk is free; null where the system does not tell.</param>
/// <param name="usedBytes">How much of the file is in use.</param>
/// <param name="maxSize">How large the file may become; null for as large as the disk.</param>
/// <param name="time">The clock.</param>
internal sealed class DiskRoom(Func<long?> freeBytes, Func<long> usedBytes, long? maxSize, TimeProvider time)
{
    /// <summary>What is left of the disk for finishing.</summary>
    public const long Reserve = 32L << 20;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    private long _lookedAt = time.GetTimestamp();
    private bool _isThere = true;
    private bool _hasLooked;

    /// <summary>Why not; for a person.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Whether there is room. Looks again a few times a second.</summary>
    public bool IsThere
    {
        get
        {
            if (!_hasLooked || time.GetElapsedTime(_lookedAt) >= LookEvery)
            {
                (_hasLooked, _lookedAt) = (true, time.GetTimestamp());
                _isThere = Look();
            }

            return _isThere;
        }
    }

    /// <summary>What is left of a disk for finishing: less of a small one.</summary>
    public static long ReserveOf(long diskSize) => Math.Min(Reserve, diskSize / 8);

    private bool Look()
    {
        if (freeBytes() <= 0)
        {
            Reason = "its disk is nearly full, and what is left is for finishing what is there: free some space, the queue goes on "
                + "by itself then";
            return false;
        }

        if (maxSize is { } most && usedBytes() >= most)
        {
            Reason = "it is as large as it may become (Sqlite:MaxSize): wait until workers have finished some, or allow more";
            return false;
        }

        return true;
    }
}
