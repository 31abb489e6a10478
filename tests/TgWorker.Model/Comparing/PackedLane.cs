using System.Buffers.Binary;
using TgWorker.Model.Specification;

namespace TgWorker.Model.Comparing;

/// <summary>A lane's state as prologue.lua packs it.</summary>
internal static class PackedLane
{
    /// <param name="lane">The lane; null when there is none.</param>
    /// <param name="paused">From when its head may run once its pause ends, in ms; <see cref="QueueState.None"/>: it is not paused.</param>
    public static byte[] Of(LaneState? lane, long paused = QueueState.None)
    {
        if (lane is null)
        {
            return [];
        }

        var bytes = new byte[(paused == QueueState.None ? 3 : 4) * sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, lane.Fence);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(sizeof(double)), lane.Head);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(2 * sizeof(double)), lane.Tail);
        if (paused != QueueState.None)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(3 * sizeof(double)), paused);
        }

        return bytes;
    }
}
