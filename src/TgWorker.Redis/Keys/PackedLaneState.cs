using System.Buffers.Binary;

namespace TgWorker.Redis.Keys;

/// <summary>A lane's state, as <c>prologue.lua</c> packs it.</summary>
/// <param name="Fence">The token of the delivery that runs the head; 0 when nobody does.</param>
/// <param name="Head">The number of the first job.</param>
/// <param name="Tail">The number of the last job.</param>
/// <param name="Paused">While an operator has the lane paused, the millisecond from which its head may run once the pause ends; else
/// null.</param>
internal readonly record struct PackedLaneState(long Fence, long Head, long Tail, long? Paused = null)
{
    private const int Size = 3 * sizeof(double);
    private const int PausedSize = 4 * sizeof(double);

    public long Jobs => Tail - Head + 1;

    /// <summary>Reads a state; null when it is none.</summary>
    public static PackedLaneState? Read(ReadOnlySpan<byte> packed) => packed.Length is Size or PausedSize
        ? new PackedLaneState(
            Number(packed), Number(packed[sizeof(double)..]), Number(packed[(2 * sizeof(double))..]),
            packed.Length == PausedSize ? Number(packed[Size..]) : null)
        : null;

    /// <summary>The state as it is kept.</summary>
    public byte[] Pack()
    {
        var packed = new byte[Paused is null ? Size : PausedSize];
        BinaryPrimitives.WriteDoubleLittleEndian(packed, Fence);
        BinaryPrimitives.WriteDoubleLittleEndian(packed.AsSpan(sizeof(double)), Head);
        BinaryPrimitives.WriteDoubleLittleEndian(packed.AsSpan(2 * sizeof(double)), Tail);
        if (Paused is { } due)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(packed.AsSpan(Size), due);
        }

        return packed;
    }

    private static long Number(ReadOnlySpan<byte> packed) => (long)BinaryPrimitives.ReadDoubleLittleEndian(packed);
}
