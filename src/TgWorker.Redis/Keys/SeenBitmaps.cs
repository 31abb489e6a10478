using StackExchange.Redis;
using TgWorker.Core.Jobs;

namespace TgWorker.Redis.Keys;

/// <summary>Finds the bit that says whether an update was seen: a bitmap for each bot and 65,536 update ids.</summary>
internal sealed class SeenBitmaps(QueueKeys keys, bool enabled)
{
    private const int BitsPerBitmap = 65_536;

    private readonly Dictionary<(string Bot, string Scope, long Block), int> _numbers = [];

    /// <summary>The bitmaps needed so far; the first has the number 1.</summary>
    public List<RedisKey> Bitmaps { get; } = [];

    /// <summary>The number of the job's bitmap and its bit therein; number 0 where nothing is to be looked up.</summary>
    public (int Bitmap, int Bit) Find(Job job)
    {
        if (!enabled || job.UpdateId is not (>= 0 and var id) || job.IsRetry || job.Problem is not null)
        {
            return (0, 0);
        }

        var block = id / BitsPerBitmap;
        if (!_numbers.TryGetValue((job.Bot, job.DuplicateScope, block), out var number))
        {
            Bitmaps.Add(keys.Seen(job.Bot, block, job.DuplicateScope));
            _numbers[(job.Bot, job.DuplicateScope, block)] = number = Bitmaps.Count;
        }

        return (number, (int)(id % BitsPerBitmap));
    }
}
