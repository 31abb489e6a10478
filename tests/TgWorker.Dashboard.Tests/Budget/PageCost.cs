namespace TgWorker.Dashboard.Tests.Budget;

/// <summary>What a page costs.</summary>
/// <param name="Commands">The commands that were sent for it.</param>
/// <param name="Redis">How long Redis was busy with them, by its own clock.</param>
/// <param name="Whole">How long it took to be answered.</param>
internal sealed record PageCost(IReadOnlyList<string> Commands, TimeSpan Redis, TimeSpan Whole);
