namespace TgWorker.Model.Specification;

/// <summary>A delivery: the head of a lane, run under a token.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Fence">The token.</param>
/// <param name="Job">What the worker was given to run. The queue does not see it: it is there to be checked.</param>
internal readonly record struct Run(int Lane, long Fence, int Job);
