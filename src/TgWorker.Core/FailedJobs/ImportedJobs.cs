namespace TgWorker.Core.FailedJobs;

/// <summary>What became of imported failed jobs.</summary>
/// <param name="Added">Those that were added.</param>
/// <param name="Known">Those that were already there.</param>
/// <param name="PutBack">Those that have been put back into their chats since their export, and were not added again.</param>
public readonly record struct ImportedJobs(long Added, long Known, long PutBack)
{
    /// <summary>Both together.</summary>
    public static ImportedJobs operator +(ImportedJobs left, ImportedJobs right) =>
        new(left.Added + right.Added, left.Known + right.Known, left.PutBack + right.PutBack);
}
