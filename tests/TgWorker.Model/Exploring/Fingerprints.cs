using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TgWorker.Model.Exploring;

/// <summary>
/// The forms that were seen, as the first 128 bits of their SHA-256: sixteen bytes each instead of a hundred. Among a
/// thousand million the chance that two have the same is one in 10^20. Several threads may add.
/// </summary>
internal sealed class Fingerprints
{
    private readonly Shard[] _shards = [.. Enumerable.Range(0, 256).Select(_ => new Shard())];

    private long _count;

    public long Count => Interlocked.Read(ref _count);

    /// <returns>Whether it was not seen before.</returns>
    public bool Add(ReadOnlySpan<byte> form)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(form, hash);
        var isNew = _shards[hash[16]].Add(BinaryPrimitives.ReadUInt128LittleEndian(hash));
        if (isNew)
        {
            Interlocked.Increment(ref _count);
        }

        return isNew;
    }

    private sealed class Shard
    {
        private readonly Lock _gate = new();
        private UInt128[] _slots = new UInt128[16];
        private int _filled;

        public bool Add(UInt128 fingerprint)
        {
            // None is an empty slot.
            fingerprint = fingerprint == 0 ? 1 : fingerprint;
            lock (_gate)
            {
                ref var slot = ref Find(_slots, fingerprint);
                if (slot == fingerprint)
                {
                    return false;
                }

                slot = fingerprint;
                if (++_filled > _slots.Length / 4 * 3)
                {
                    Grow();
                }

                return true;
            }
        }

        private static ref UInt128 Find(UInt128[] slots, UInt128 fingerprint)
        {
            var at = (int)((ulong)fingerprint & (ulong)(slots.Length - 1));
            while (slots[at] != 0 && slots[at] != fingerprint)
            {
                at = (at + 1) & (slots.Length - 1);
            }

            return ref slots[at];
        }

        private void Grow()
        {
            var larger = new UInt128[2 * _slots.Length];
            foreach (var fingerprint in _slots)
            {
                if (fingerprint != 0)
                {
                    Find(larger, fingerprint) = fingerprint;
                }
            }

            _slots = larger;
        }
    }
}
