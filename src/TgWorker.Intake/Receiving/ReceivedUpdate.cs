using TgWorker.Core.Queues;

namespace TgWorker.Intake.Receiving;

/// <summary>An update that came in.</summary>
/// <param name="UpdateId">Its id, where somebody wants to know.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Entry">What goes onto the queue.</param>
internal readonly record struct ReceivedUpdate(long? UpdateId, int Length, NewEntry Entry);
