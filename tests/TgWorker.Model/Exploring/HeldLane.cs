namespace TgWorker.Model.Exploring;

/// <summary>What a process knows of a lane it was granted.</summary>
/// <param name="Fence">The token.</param>
/// <param name="Number">The number of the job.</param>
/// <param name="Job">The job; <see cref="Unread"/> until it was read.</param>
/// <param name="Runs">Whether its handler runs. It ends before the outcome is sent.</param>
/// <param name="Following">The job read as the one that follows.</param>
internal readonly record struct HeldLane(long Fence, long Number, int Job, bool Runs, int Following)
{
    public const int Unread = -1;

    public bool IsHeld => Fence != 0;
}
