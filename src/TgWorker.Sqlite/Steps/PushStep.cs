using TgWorker.Core.Queues;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>Appends entries to the list.</summary>
internal sealed class PushStep(RawConnection connection, SqlTexts sql)
{
    private readonly Statement _keep = connection.Prepare(sql["push.keep"]);
    private readonly Statement _append = connection.Prepare(sql["push.append"]);
    private readonly Statement _noteTime = connection.Prepare(sql["turn.note_time"]);

    /// <returns>Why the entry was refused; null when it was taken.</returns>
    public string? Push(Transaction transaction, ReadOnlySpan<byte> payload)
    {
        if (transaction.NoRoom is { } reason)
        {
            return reason;
        }

        Append(transaction, payload);
        return null;
    }

    /// <returns>Why all of them were refused; null when all were taken.</returns>
    public string? Push(Transaction transaction, IReadOnlyList<NewEntry> entries)
    {
        if (transaction.NoRoom is { } reason)
        {
            return reason;
        }

        foreach (var entry in entries)
        {
            Append(transaction, entry.Payload.Span);
        }

        return null;
    }

    /// <summary>Writes what leaves nothing behind.</summary>
    /// <returns>Why an entry would be refused now; null when it would be taken.</returns>
    public string? Try(Transaction transaction)
    {
        _noteTime.Bind(1, transaction.Now).Run();
        return transaction.NoRoom;
    }

    private void Append(Transaction transaction, ReadOnlySpan<byte> payload)
    {
        _keep.Bind(1, transaction.Now).Bind(2, payload).Run();
        _append.Bind(1, connection.LastId).Run();
        transaction.MayGive = true;
    }
}
