namespace TgWorker.Model.Comparing;

/// <summary>The scripts as Redis knows them.</summary>
/// <param name="clock">The key they read the time from.</param>
/// <param name="hashes">Their hashes, by name.</param>
internal sealed class ScriptHashes(string clock, IReadOnlyDictionary<string, byte[]> hashes)
{
    public string Clock { get; } = clock;

    public byte[] this[string script] => hashes[script];
}
