using TgWorker.Core.Queues;

namespace TgWorker.Dashboard.Sampling;

/// <summary>What stood where at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="Queues">Each queue.</param>
/// <param name="Flow">What went in and out until then, by queue, the oldest first. It begins when somebody looks.</param>
internal sealed record QueueSample(
    DateTimeOffset At, IReadOnlyList<QueueStatus> Queues, IReadOnlyDictionary<string, IReadOnlyList<FlowPoint>> Flow);
