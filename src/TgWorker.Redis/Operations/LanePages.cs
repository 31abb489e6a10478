using System.Buffers.Binary;
using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Operations;

/// <summary>
/// Looks at the last jobs of lanes, as many as Redis moves in a moment, and finds the bits that say that their updates were seen.
/// </summary>
internal sealed class LanePages(RedisConnection connection, QueueKeys keys, bool deduplicate, IJobReader reader)
{
    /// <summary>The most jobs that one script touches.</summary>
    public const int MostJobs = 100;

    private const int MostBytes = 1024 * 1024;
    private const int ReadAtOnce = 25;
    private const int LastBytes = 16;

    /// <summary>Looks at the last jobs of a lane, at least one.</summary>
    public async Task<LanePage> LookAtAsync(string lane, PackedLaneState state)
    {
        var payloads = new List<byte[]>();
        var bytes = 0L;
        for (var last = state.Tail; last >= state.Head && payloads.Count < MostJobs && bytes < MostBytes; last -= ReadAtOnce)
        {
            var first = Math.Max(state.Head, last - ReadAtOnce + 1);
            var fields = Enumerable.Range(0, (int)(last - first + 1)).Select(i => (RedisValue)QueueKeys.Job(lane, last - i)).ToArray();
            foreach (byte[]? payload in await connection.ReadFieldsAsync(keys.Jobs, fields).ConfigureAwait(false))
            {
                if (payloads.Count > 0 && bytes + (payload?.Length ?? 0) > MostBytes)
                {
                    bytes = MostBytes;
                    break;
                }

                payloads.Add(payload ?? []);
                bytes += payloads[^1].Length;
            }
        }

        payloads.Reverse();
        return Pack(payloads);
    }

    private LanePage Pack(List<byte[]> payloads)
    {
        var seen = new SeenBitmaps(keys, deduplicate);
        var bits = new List<List<int>>();
        using var marks = new MemoryStream();
        foreach (var payload in payloads)
        {
            marks.Write(Pack([payload.Length]));
            marks.Write(payload.AsSpan(Math.Max(0, payload.Length - LastBytes)));
            if (payload.Length > 0 && seen.Find(reader.Read(payload)) is (> 0 and var bitmap, var bit))
            {
                while (bits.Count < bitmap)
                {
                    bits.Add([]);
                }

                bits[bitmap - 1].Add((int)bit);
            }
        }

        return new LanePage(payloads.Count, marks.ToArray(), [.. seen.Bitmaps.Select((bitmap, i) => (bitmap, Pack(bits[i])))]);
    }

    private static byte[] Pack(List<int> numbers)
    {
        var packed = new byte[numbers.Count * sizeof(int)];
        for (var i = 0; i < numbers.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(i * sizeof(int)), numbers[i]);
        }

        return packed;
    }
}
