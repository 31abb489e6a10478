namespace TgWorker.Fuzz;

/// <summary>What a fuzz run found.</summary>
/// <param name="Inputs">How many inputs were read.</param>
/// <param name="Updates">How many of them gave an update.</param>
/// <param name="Slowest">The longest that one input took.</param>
/// <param name="MostBytesPerByte">The most bytes allocated per byte of an input, inputs under 4 KiB left out.</param>
/// <param name="Failure">The first broken promise, where the run ended.</param>
public sealed record FuzzReport(long Inputs, long Updates, TimeSpan Slowest, double MostBytesPerByte, FuzzFailure? Failure);
