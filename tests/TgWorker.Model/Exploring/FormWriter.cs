namespace TgWorker.Model.Exploring;

/// <summary>A buffer that grows.</summary>
internal sealed class FormWriter
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Add(int value)
    {
        if (Length == _bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * Length);
        }

        _bytes[Length++] = checked((byte)value);
    }

    public void Add(bool value) => Add(value ? 1 : 0);
}
