namespace TgWorker.Core.Queues;

/// <summary>A run of a job that an operator wants ended.</summary>
/// <param name="Lane">The lane whose head is run.</param>
/// <param name="Fence">The token of the delivery that is meant; the next delivery of the lane is not.</param>
/// <param name="By">Who wants it, such as <c>ada@web1</c>.</param>
public readonly record struct CancelledRun(string Lane, long Fence, string By);
