namespace TgWorker.Core.Handling;

/// <summary>
/// An exception of any class that says what it means for the update. A handler need not catch it: the worker uses <see cref="Outcome"/> as
/// the handler's own.
/// </summary>
public interface IUpdateOutcomeSource
{
    /// <summary>What becomes of the update.</summary>
    UpdateOutcome Outcome { get; }
}
