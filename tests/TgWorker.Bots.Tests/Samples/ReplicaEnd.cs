namespace TgWorker.Bots.Tests.Samples;

/// <summary>How a replica came to its end.</summary>
/// <param name="DiedAt">How many calls Telegram had read when it was dead; null when it was not killed.</param>
/// <param name="Lapses">How often it said that it lost its lease.</param>
internal sealed record ReplicaEnd(int? DiedAt, int Lapses);
