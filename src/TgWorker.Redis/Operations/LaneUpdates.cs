using System.Buffers.Binary;
using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Operations;

/// <summary>Looks at the jobs of a lane, and finds the bits that say of their updates that they were seen.</summary>
internal sealed class LaneUpdates(RedisConnection connection, QueueKeys keys, bool enabled, IJobReader reader)
{
    private const int Page = 500;
    private const int LastBytes = 16;

    /// <summary>Looks at the jobs of a lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="state">Its state, as prologue.lua packs it: fence, head, tail.</param>
    /// <returns>The jobs looked at, and per bitmap its bits, as drain.lua reads them; nothing where duplicates are not looked for.</returns>
    public async Task<(byte[] Jobs, (RedisKey Bitmap, byte[] Bits)[] Seen)> LookAtAsync(string lane, byte[] state)
    {
        var (_, head, tail) = PackedLaneState.Read(state)!.Value;
        var seen = new SeenBitmaps(keys, enabled);
        var bits = new List<List<int>>();
        using var jobs = new MemoryStream();
        for (var first = head; first <= tail && enabled; first += Page)
        {
            var fields = new RedisValue[Math.Min(Page, tail - first + 1)];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = QueueKeys.Job(lane, first + i);
            }

            foreach (byte[]? value in await connection.ReadFieldsAsync(keys.Jobs, fields).ConfigureAwait(false))
            {
                var payload = value ?? [];
                jobs.Write(Pack([payload.Length]));
                jobs.Write(payload.AsSpan(Math.Max(0, payload.Length - LastBytes)));
                if (value is not null && seen.Find(reader.Read(payload)) is (> 0 and var bitmap, var bit))
                {
                    while (bits.Count < bitmap)
                    {
                        bits.Add([]);
                    }

                    bits[bitmap - 1].Add((int)bit);
                }
            }
        }

        return (jobs.ToArray(), [.. seen.Bitmaps.Select((bitmap, i) => (bitmap, Pack(bits[i])))]);
    }

    private static byte[] Pack(List<int> bits)
    {
        var packed = new byte[bits.Count * sizeof(int)];
        for (var i = 0; i < bits.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(i * sizeof(int)), bits[i]);
        }

        return packed;
    }
}
