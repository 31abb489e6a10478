using System.Globalization;
using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>Closes a file to all changes while its queue is copied elsewhere, whoever has it open; and opens it again.</summary>
internal sealed class MovingSteps(RawConnection connection, SqlTexts sql)
{
    private static readonly string[] Changes = ["INSERT", "UPDATE", "DELETE"];

    /// <summary>Closes the file; one that is closed for the same target stays so.</summary>
    /// <param name="leases">Frees what dead workers hold.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="target">Where its queue is copied to.</param>
    /// <exception cref="InvalidOperationException">Workers are on it, or it is copied to another place.</exception>
    public Moving Close(LeaseSteps leases, Transaction transaction, string target)
    {
        if (Moving.Read(connection, sql) is { } moving)
        {
            return moving.Target == target
                ? moving
                : throw new InvalidOperationException(moving.IsEnded
                    ? $"it was copied to {moving.Target} before"
                    : $"it is being copied to {moving.Target}: go on with that copy, or call it off with --cancel");
        }

        leases.RecoverLapsed(transaction);
        RefuseWorkers();
        if (connection.Ask(sql["moving.broadcasts"]) is { } broadcast)
        {
            throw new InvalidOperationException(
                $"broadcast {broadcast} is under way, which cannot be copied: let it end, or 'tgworker broadcast cancel {broadcast}'");
        }

        connection.Execute(sql["moving.begin"]);
        var begun = new Moving(Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture), target, IsEnded: false);
        using var note = connection.PrepareOnce(sql["moving.note"]);
        note.Bind(1, begun.Copy).Bind(2, target).Run();
        foreach (var table in Names("moving.tables"))
        {
            foreach (var change in Changes)
            {
                connection.Execute($"CREATE TRIGGER moving_{table}_{change} BEFORE {change} ON {table} BEGIN "
                    + $"SELECT RAISE(ABORT, '{SqliteFailure.Moving.Replace("'", "''", StringComparison.Ordinal)}'); END");
            }
        }

        return begun;
    }

    /// <summary>The copy that was begun; null for none.</summary>
    public Moving? Find() => Moving.Read(connection, sql);

    /// <summary>Notes that all of it is there. The file stays closed.</summary>
    public void End() => connection.Execute(sql["moving.end"]);

    /// <summary>Opens the file again.</summary>
    public void CallOff()
    {
        Names("moving.triggers").ForEach(trigger => connection.Execute($"DROP TRIGGER {trigger}"));
        connection.Execute(sql["moving.call_off"]);
    }

    private void RefuseWorkers()
    {
        using var workers = connection.PrepareOnce(sql["moving.workers"]);
        workers.Read();
        if (workers.Number(0) is > 0 and var count)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} {(count == 1 ? "worker is" : "workers are")} on it, such as {workers.Text(1)}: stop what works on the file "
                    + $"(one that was killed is gone when its lease has ended, after ten seconds), and run it again"));
        }
    }

    private List<string> Names(string statement)
    {
        using var row = connection.PrepareOnce(sql[statement]);
        var names = new List<string>();
        while (row.Read())
        {
            names.Add(row.Text(0));
        }

        return names;
    }
}
