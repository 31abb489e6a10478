namespace TgWorker.Laravel.Tests;

/// <summary>What Laravel's worker did with a job.</summary>
/// <param name="Handled">The update its handler was given; null when the job failed.</param>
/// <param name="Bot">The bot it was given.</param>
/// <param name="Attempts">Which attempt it was.</param>
/// <param name="Failed">Why it failed.</param>
internal sealed record LaravelResult(byte[]? Handled, string? Bot, int Attempts, string? Failed);
