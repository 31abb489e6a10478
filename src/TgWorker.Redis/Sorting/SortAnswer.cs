using System.Buffers.Binary;
using StackExchange.Redis;

namespace TgWorker.Redis.Sorting;

/// <summary>What <c>sort.lua</c> answers when it has moved the entries.</summary>
internal readonly ref struct SortAnswer
{
    private readonly ReadOnlySpan<byte> _granted;
    private readonly ReadOnlySpan<byte> _duplicates;
    private readonly long _lastFence;

    public SortAnswer(RedisResult[] answer)
    {
        Left = (long)answer[0];
        _lastFence = (long)answer[1];
        _granted = (byte[])answer[2]!;
        _duplicates = (byte[])answer[3]!;
    }

    /// <summary>Entries still on the list.</summary>
    public long Left { get; }

    public int Granted => _granted.Length / sizeof(ushort);

    public int Duplicates => _duplicates.Length / sizeof(ushort);

    /// <summary>The index, from 0, of a granted entry, and the token it was granted under.</summary>
    public (int Entry, long Fence) GrantedAt(int i) => (Entry(_granted, i), _lastFence + i + 1);

    /// <summary>The index, from 0, of an entry whose update had been seen before.</summary>
    public int DuplicateAt(int i) => Entry(_duplicates, i);

    // Lua counts from 1.
    private static int Entry(ReadOnlySpan<byte> entries, int i) =>
        BinaryPrimitives.ReadUInt16LittleEndian(entries[(i * sizeof(ushort))..]) - 1;
}
