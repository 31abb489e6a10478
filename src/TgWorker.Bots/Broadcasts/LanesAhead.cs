namespace TgWorker.Bots.Broadcasts;

/// <summary>
/// How many messages of a broadcast may stand in lanes at once: few, so that what users want never waits behind many. Those that stay there
/// for long, in a chat that is paused or told to wait, are not counted for ever: the fewest of the last while are taken to be these.
/// </summary>
internal sealed class LanesAhead
{
    /// <summary>How many beside those that are stuck.</summary>
    public const int Most = 30;

    private const int MostOfAll = 10 * Most;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private DateTimeOffset _since;
    private long _fewestBefore;
    private long _fewest = long.MaxValue;

    /// <summary>How many may be put there now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="inLanes">How many are there.</param>
    /// <param name="most">How many beside those that are stuck.</param>
    public long Room(DateTimeOffset now, long inLanes, int most = Most)
    {
        if (now - _since > Window)
        {
            (_fewestBefore, _fewest, _since) = (_fewest == long.MaxValue ? 0 : _fewest, inLanes, now);
        }

        _fewest = Math.Min(_fewest, inLanes);
        var stuck = Math.Min(_fewestBefore, _fewest);
        return Math.Max(0, Math.Min(most - (inLanes - stuck), MostOfAll + most - inLanes));
    }
}
