namespace TgWorker.Proof.Histories;

/// <summary>What happened, as it is to be judged.</summary>
/// <param name="Pushes">What was put on the queue, in that order.</param>
/// <param name="Runs">Every run, in the order of their starts.</param>
/// <param name="Deaths">Every process that was killed.</param>
public sealed record Chronicle(IReadOnlyList<Push> Pushes, IReadOnlyList<Run> Runs, IReadOnlyList<Death> Deaths);
