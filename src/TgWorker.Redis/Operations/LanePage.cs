using StackExchange.Redis;

namespace TgWorker.Redis.Operations;

/// <summary>The last jobs of a lane, as they were looked at.</summary>
/// <param name="Count">How many.</param>
/// <param name="Marks">Per job its length in four bytes, little-endian, and its last bytes, in order.</param>
/// <param name="Seen">The bitmaps that say of their updates that they were seen, with their bits (four bytes each, little-endian).</param>
internal sealed record LanePage(int Count, byte[] Marks, (RedisKey Bitmap, byte[] Bits)[] Seen);
