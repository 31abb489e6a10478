namespace TgWorker.Model.Exploring;

/// <summary>Reads what a <see cref="FormWriter"/> wrote.</summary>
internal ref struct FormReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public int Next() => _bytes[_at++];

    public bool NextFlag() => Next() != 0;
}
