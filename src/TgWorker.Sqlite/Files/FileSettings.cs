namespace TgWorker.Sqlite.Files;

/// <summary>How a file is opened.</summary>
/// <param name="Path">The file, or <c>:memory:</c>.</param>
/// <param name="Queue">The bare name of its queue.</param>
/// <param name="Flush">Whether every commit waits for the disk.</param>
/// <param name="MaxSize">How many bytes it may have before updates are refused; null for as many as the disk has.</param>
/// <param name="EvenMoving">Whether one is opened too whose queue is copied elsewhere, or was.</param>
internal sealed record FileSettings(string Path, string Queue, bool Flush, long? MaxSize = null, bool EvenMoving = false)
{
    public const string InMemory = ":memory:";

    public bool IsInMemory => Path == InMemory;
}
