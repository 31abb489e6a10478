namespace TgWorker.Intake.Polling;

/// <summary>An update as it came.</summary>
internal readonly record struct PolledUpdate(long Id, ReadOnlyMemory<byte> Json);
