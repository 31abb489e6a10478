using System.Globalization;

namespace TgWorker.Core.FailedJobs;

/// <summary>What a failed job is called, and says, that an entry has become which no worker read.</summary>
internal static class UnreadEntry
{
    /// <summary>An id for such a failed job.</summary>
    public static string NewId() => "unread-" + Guid.NewGuid().ToString("N");

    /// <summary>Why it was given up, if it is too large.</summary>
    /// <param name="largest">The most bytes that an entry may have.</param>
    public static string TooLarge(int largest) => string.Create(
        CultureInfo.InvariantCulture, $"It is larger than the {largest} bytes an entry may have (Queue:LargestEntry), and was not read.");
}
