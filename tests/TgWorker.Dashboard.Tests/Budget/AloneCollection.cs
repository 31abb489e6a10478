namespace TgWorker.Dashboard.Tests.Budget;

/// <summary>Tests that take times: they run when the others, browsers among them, have ended.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
