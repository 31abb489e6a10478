using System.Numerics;
using TgWorker.Core.Jobs;
using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>Tells Telegram's repetitions. The bits of a batch are read once and written once.</summary>
internal sealed class SeenUpdates(RawConnection connection, SqlTexts sql, TimeSpan? keepFor)
{
    /// <summary>How many blocks a queue keeps: 33,000,000 ids in a row, and at the most some 50 MB.</summary>
    public const long Most = 524_288;

    private const int BitsPerBlock = 6;

    // How many ids make a block worth keeping for its whole life: hardly any of so many by chance has as many.
    private const int WorthKeeping = 8;

    private readonly Statement _seen = connection.Prepare(sql["sort.seen"]);
    private readonly Statement _see = connection.Prepare(sql["sort.see"]);
    private readonly Statement _count = connection.Prepare(sql["sort.seen_count"]);
    private readonly Statement _forget = connection.Prepare(sql["sort.forget_seen"]);
    private readonly Dictionary<(string Bot, string Scope, long Block), (long Bits, bool Changed)> _blocks = [];

    /// <summary>Whether an update was seen before; if not, it is from now on.</summary>
    public bool IsDuplicate(Transaction transaction, Job job)
    {
        // What is wanted again is no repetition.
        if (keepFor is null || job.UpdateId is not (>= 0 and var id) || job.IsRetry || job.Problem is not null)
        {
            return false;
        }

        var key = (job.Bot, job.DuplicateScope, Block: BlockOf(id));
        if (!_blocks.TryGetValue(key, out var block))
        {
            block = (_seen.Bind(1, key.Bot).Bind(2, key.DuplicateScope).Bind(3, key.Block).Bind(4, transaction.Now).ReadNumber()
                ?? 0, false);
        }

        var bit = BitOf(id);
        _blocks[key] = (block.Bits | bit, block.Changed || (block.Bits & bit) == 0);
        return (block.Bits & bit) != 0;
    }

    /// <summary>Writes what was seen since the last time, and forgets what there is no room for.</summary>
    public void Write(Transaction transaction)
    {
        var until = transaction.Now + QueueClock.Length(keepFor ?? TimeSpan.Zero);
        var isMore = false;
        foreach (var ((bot, scope, number), (bits, changed)) in _blocks)
        {
            if (changed)
            {
                var worth = BitOperations.PopCount(unchecked((ulong)bits)) >= WorthKeeping ? until : transaction.Now;
                _see.Bind(1, bot).Bind(2, scope).Bind(3, number).Bind(4, bits).Bind(5, until).Bind(6, worth).Run();
                isMore = true;
            }
        }

        _blocks.Clear();
        if (isMore && _count.ReadNumber() - Most is > 0 and var tooMany)
        {
            _forget.Bind(1, tooMany).Run();
        }
    }

    /// <summary>Forgets what was seen since the last time.</summary>
    public void Discard() => _blocks.Clear();

    /// <summary>The block of an update.</summary>
    public static long BlockOf(long update) => update >> BitsPerBlock;

    /// <summary>The first update of a block.</summary>
    public static long FirstOf(long block) => block << BitsPerBlock;

    /// <summary>Its bit therein.</summary>
    public static long BitOf(long update) => 1L << (int)(update & ((1 << BitsPerBlock) - 1));
}
