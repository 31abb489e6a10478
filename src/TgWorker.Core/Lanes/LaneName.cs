namespace TgWorker.Core.Lanes;

/// <summary>What can be the key of a lane.</summary>
internal static class LaneName
{
    // A bot of 128 characters, a chat and a topic; the longest that workers make.
    private const int Longest = 256;

    /// <summary>Makes sure that a lane can have this key, before something is kept under it.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static void Check(string lane)
    {
        ArgumentException.ThrowIfNullOrEmpty(lane);
        if (lane.Length > Longest || lane.Any(static letter => letter is < '!' or > '~'))
        {
            throw new ArgumentException($"A lane's key is printable ASCII without spaces, of at most {Longest} characters.", nameof(lane));
        }
    }
}
