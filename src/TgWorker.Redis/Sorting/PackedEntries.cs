using System.Buffers;
using System.Buffers.Binary;
using StackExchange.Redis;

namespace TgWorker.Redis.Sorting;

/// <summary>
/// Entries that were read from the list, as <c>sort.lua</c> takes them: numbers and last bytes in one argument, since Redis and the
/// client pay for each, and every lane once.
/// </summary>
internal sealed class PackedEntries : IDisposable
{
    private const int LastBytes = 16;
    private const int BeforeLastBytes = (3 * sizeof(ushort)) + sizeof(uint) + 1;

    private readonly byte[] _buffer;
    private readonly Dictionary<string, int> _numbers;
    private readonly List<string> _lanes;
    private int _length;

    public PackedEntries(int count)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(count * (BeforeLastBytes + LastBytes));
        _numbers = new Dictionary<string, int>(count, StringComparer.Ordinal);
        _lanes = new List<string>(count);
    }

    /// <summary>Adds the next entry.</summary>
    /// <param name="lane">Its lane.</param>
    /// <param name="bitmap">The number of the bitmap that says whether its update was seen; 0 where none does.</param>
    /// <param name="bit">The bit therein.</param>
    /// <param name="payload">The entry.</param>
    public void Add(string lane, int bitmap, int bit, ReadOnlySpan<byte> payload)
    {
        if (!_numbers.TryGetValue(lane, out var number))
        {
            _lanes.Add(lane);
            _numbers[lane] = number = _lanes.Count;
        }

        var to = _buffer.AsSpan(_length);
        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)number);
        BinaryPrimitives.WriteUInt16LittleEndian(to[2..], (ushort)bitmap);
        BinaryPrimitives.WriteUInt16LittleEndian(to[4..], (ushort)bit);
        BinaryPrimitives.WriteUInt32LittleEndian(to[6..], (uint)payload.Length);
        var last = payload[^Math.Min(LastBytes, payload.Length)..];
        to[BeforeLastBytes - 1] = (byte)last.Length;
        last.CopyTo(to[BeforeLastBytes..]);
        _length += BeforeLastBytes + last.Length;
    }

    /// <summary>The entries and their lanes, behind other arguments.</summary>
    public RedisValue[] Behind(ReadOnlySpan<RedisValue> others)
    {
        var values = new RedisValue[others.Length + 1 + _lanes.Count];
        others.CopyTo(values);
        values[others.Length] = _buffer[.._length];
        for (var i = 0; i < _lanes.Count; i++)
        {
            values[others.Length + 1 + i] = _lanes[i];
        }

        return values;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}
