using TgWorker.Measuring.Latency;

namespace TgWorker.Measuring;

/// <summary>What <see cref="EngineTest"/> found.</summary>
/// <param name="Fastest">As fast as it goes.</param>
/// <param name="HalfLoad">The waits at half of that rate.</param>
/// <param name="Idle">The waits of single updates on an empty queue.</param>
internal sealed record EngineTestResult(Throughput Fastest, LatencySummary HalfLoad, LatencySummary Idle);
