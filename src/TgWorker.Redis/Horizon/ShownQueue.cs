namespace TgWorker.Redis.Horizon;

/// <summary>The queue as Horizon is shown it.</summary>
/// <param name="Name">The queue's bare name.</param>
/// <param name="Connection">The name of its connection in the Laravel application.</param>
/// <param name="Options">How its jobs are shown.</param>
internal sealed record ShownQueue(string Name, string Connection, HorizonProjectionOptions Options);
