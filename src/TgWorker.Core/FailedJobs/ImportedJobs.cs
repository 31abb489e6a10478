namespace TgWorker.Core.FailedJobs;

/// <summary>What became of failed jobs that were to be added.</summary>
/// <param name="Added">Those that were added.</param>
/// <param name="Known">Those that were there already.</param>
/// <param name="PutBack">Those that were put back into their chats since they were taken, and not added again.</param>
public readonly record struct ImportedJobs(long Added, long Known, long PutBack)
{
    /// <summary>Both together.</summary>
    public static ImportedJobs operator +(ImportedJobs left, ImportedJobs right) =>
        new(left.Added + right.Added, left.Known + right.Known, left.PutBack + right.PutBack);
}
