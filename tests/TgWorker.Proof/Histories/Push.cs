namespace TgWorker.Proof.Histories;

/// <summary>An update that was put on the queue. The order of a lane's pushes is its order on the queue.</summary>
/// <param name="Lane">Its lane.</param>
/// <param name="UpdateId">The update.</param>
/// <param name="At">When, since the start of the history.</param>
public sealed record Push(string Lane, long UpdateId, TimeSpan At);
