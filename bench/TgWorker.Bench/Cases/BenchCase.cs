namespace TgWorker.Bench.Cases;

/// <summary>Something to measure once per run.</summary>
/// <param name="Scenario">The scenario it belongs to.</param>
/// <param name="Variant">How it differs from the scenario's other cases.</param>
internal abstract record BenchCase(string Scenario, string Variant)
{
    /// <summary>Measures, on a queue of its own.</summary>
    public abstract Task<IReadOnlyList<Measurement>> MeasureAsync(
        MeasuredRedis redis, BenchSettings settings, CancellationToken cancellationToken);
}
