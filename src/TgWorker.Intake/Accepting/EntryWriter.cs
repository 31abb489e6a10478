using System.Buffers;
using TgWorker.Core.Queues;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Intake.Accepting;

/// <summary>Makes entries of updates, byte for byte as tgook does.</summary>
internal sealed class EntryWriter(TgookShape shape, TimeProvider time)
{
    // What the envelope adds, and a third of the update for its escapes.
    private const int Overhead = 1536;

    /// <summary>The entry for an update, which is taken as it is.</summary>
    public NewEntry Write(string bot, ReadOnlySpan<byte> update)
    {
        var (uuid, now) = (JobUuid.New(), time.GetUtcNow());
        var entry = new ArrayBufferWriter<byte>(update.Length + (update.Length / 3) + Overhead);
        TgookEnvelope.Write(entry, bot, update, uuid, now, shape);
        return new NewEntry(entry.WrittenMemory, uuid, shape.ClassName, now);
    }
}
