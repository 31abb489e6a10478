namespace TgWorker.Core.Handling;

/// <summary>
/// An exception that knows what it means for the update, whatever class it derives from. A handler need not catch it: the worker
/// takes <see cref="Outcome"/> for the handler's own.
/// </summary>
public interface IUpdateOutcomeSource
{
    /// <summary>What becomes of the update.</summary>
    UpdateOutcome Outcome { get; }
}
