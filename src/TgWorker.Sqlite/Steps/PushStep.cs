using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>Appends entries to the list.</summary>
internal sealed class PushStep(RawConnection connection, SqlTexts sql)
{
    private readonly Statement _keep = connection.Prepare(sql["push.keep"]);
    private readonly Statement _append = connection.Prepare(sql["push.append"]);

    /// <returns>Why the entry was refused; null when it was taken.</returns>
    public string? Push(Transaction transaction, ReadOnlySpan<byte> payload)
    {
        if (transaction.NoRoom is { } reason)
        {
            return reason;
        }

        _keep.Bind(1, transaction.Now).Bind(2, payload).Run();
        _append.Bind(1, connection.LastId).Run();
        transaction.MayGive = true;
        return null;
    }
}
