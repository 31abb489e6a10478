using System.Text.Json;

namespace TgWorker.Bots.Albums;

/// <summary>How long an album has been waited for; remembered for the lane, so that any replica can go on waiting.</summary>
/// <param name="Head">The message that the others are gathered behind.</param>
/// <param name="First">When it was first looked for others, in milliseconds since 1970.</param>
/// <param name="Last">When the newest of them came, in milliseconds since 1970.</param>
/// <param name="Count">How many they were at the last look.</param>
internal sealed record AlbumWait(string Head, long First, long Last, int Count)
{
    /// <summary>The longest wait, in quiet times: an album that trickles in without end is not waited for without end.</summary>
    private const int LongestInQuietTimes = 5;

    public static AlbumWait Begin(string head, int count, DateTimeOffset now) =>
        new(head, now.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), count);

    public static AlbumWait? Read(string? text) => text is null ? null : JsonSerializer.Deserialize<AlbumWait>(text);

    /// <summary>Takes note of another look.</summary>
    /// <param name="count">How many messages there are now.</param>
    /// <param name="newest">When the newest was queued, where all of them say so.</param>
    /// <param name="now">The time by this replica's clock.</param>
    public AlbumWait Look(int count, DateTimeOffset? newest, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        if (at < Last)
        {
            // Written by a replica whose clock is ahead: by this one's, the wait could be endless.
            return Begin(Head, count, now);
        }

        return count <= Count ? this : this with { Count = count, Last = Math.Clamp(newest?.ToUnixTimeMilliseconds() ?? at, Last, at) };
    }

    /// <summary>How long is still to be waited; zero or less when the album is taken for whole.</summary>
    public TimeSpan Rest(TimeSpan quiet, DateTimeOffset now)
    {
        var milliseconds = (long)quiet.TotalMilliseconds;
        var until = Math.Min(Last + milliseconds, First + (LongestInQuietTimes * milliseconds));
        return TimeSpan.FromMilliseconds(until - now.ToUnixTimeMilliseconds());
    }

    public string Write() => JsonSerializer.Serialize(this);
}
