using System.Buffers.Binary;
using TgWorker.Model.Specification;

namespace TgWorker.Model.Comparing;

/// <summary>A lane's state as prologue.lua packs it.</summary>
internal static class PackedLane
{
    public static byte[] Of(LaneState? lane)
    {
        if (lane is null)
        {
            return [];
        }

        var bytes = new byte[3 * sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, lane.Fence);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(sizeof(double)), lane.Head);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(2 * sizeof(double)), lane.Tail);
        return bytes;
    }
}
