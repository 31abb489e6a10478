using StackExchange.Redis;
using TgWorker.Core.Jobs;

namespace TgWorker.Redis.Keys;

/// <summary>
/// Finds the bit that says whether an update was seen: a bitmap for each bot and 4,096 update ids. A bot's ids ascend, so that few bitmaps
/// hold those of a day; ids by chance, as forged ones are, need one each, and push out one another.
/// </summary>
internal sealed class SeenBitmaps(QueueKeys keys, bool enabled)
{
    /// <summary>How many ids share a bitmap.</summary>
    public const int IdsPerBitmap = 4096;

    /// <summary>How many bitmaps a queue keeps: 134,000,000 ids in a row, and at most some 30 MB.</summary>
    public const int Most = 32_768;

    /// <summary>How many ids make a bitmap worth keeping for its whole life: hardly any of 32,768 by chance has as many.</summary>
    public const int WorthKeeping = 8;

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

        var block = id / IdsPerBitmap;
        if (!_numbers.TryGetValue((job.Bot, job.DuplicateScope, block), out var number))
        {
            Bitmaps.Add(keys.Seen(job.Bot, block, job.DuplicateScope));
            _numbers[(job.Bot, job.DuplicateScope, block)] = number = Bitmaps.Count;
        }

        return (number, (int)(id % IdsPerBitmap));
    }
}
