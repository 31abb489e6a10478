using TgWorker.Core.Queues;
using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>The rights to ask Telegram for a bot's updates, and the batches that are pushed under them.</summary>
internal sealed class PollSteps(RawConnection connection, SqlTexts sql, PushStep pushing)
{
    // Telegram begins another series of ids after a week without updates: an id of yesterday can still be compared.
    private static readonly long ComparableFor = QueueClock.Length(TimeSpan.FromDays(1));

    private readonly Statement _right = connection.Prepare(sql["poll.right"]);
    private readonly Statement _take = connection.Prepare(sql["poll.take"]);
    private readonly Statement _extend = connection.Prepare(sql["poll.extend"]);
    private readonly Statement _release = connection.Prepare(sql["poll.release"]);
    private readonly Statement _batches = connection.Prepare(sql["poll.batches"]);
    private readonly Statement _note = connection.Prepare(sql["poll.note"]);

    /// <summary>Takes a right that is free or has lapsed, or extends the holder's own.</summary>
    /// <returns>Null where another has it.</returns>
    public PollLease? Hold(Transaction transaction, string holder, string bot, long length)
    {
        var right = Find(bot);
        if (right is { } held && held.Holder != holder && held.Until > transaction.Now)
        {
            return null;
        }

        var until = transaction.Now + length;
        var last = right is { } known && transaction.Now - known.Pushed < ComparableFor ? known.Last : null;
        if (right is { } own && own.Holder == holder)
        {
            _extend.Bind(1, bot).Bind(2, until).Run();
            return new PollLease(bot, holder, own.Fence, own.Batches, last);
        }

        var fence = transaction.NextFence();
        _take.Bind(1, bot).Bind(2, holder).Bind(3, fence).Bind(4, until).Run();
        return new PollLease(bot, holder, fence, 0, last);
    }

    /// <summary>Gives a right back, if it is the holder's.</summary>
    public void Release(string holder, string bot) => _release.Bind(1, bot).Bind(2, holder).Run();

    /// <summary>Appends a batch if the right is still the caller's; one that was pushed before is not appended again.</summary>
    public BatchAnswer Push(Transaction transaction, PollLease lease, PollBatch batch)
    {
        if (_batches.Bind(1, lease.Bot).Bind(2, lease.Holder).Bind(3, lease.Fence).ReadNumber() is not { } batches)
        {
            return new BatchAnswer(IsHolders: false);
        }

        if (batch.Number <= batches)
        {
            return new BatchAnswer(IsHolders: true);
        }

        if (pushing.Push(transaction, batch.Entries) is { } refused)
        {
            return new BatchAnswer(IsHolders: true, refused);
        }

        _note.Bind(1, lease.Bot).Bind(2, batch.Number).Bind(3, batch.LastUpdateId).Bind(4, transaction.Now).Run();
        return new BatchAnswer(IsHolders: true);
    }

    private (string Holder, long Fence, long Until, long Batches, long? Last, long Pushed)? Find(string bot)
    {
        if (!_right.Bind(1, bot).Read())
        {
            return null;
        }

        var right = (_right.Text(0), _right.Number(1), _right.Number(2), _right.Number(3), _right.NumberOrNull(4), _right.Number(5));
        _right.Reset();
        return right;
    }
}
