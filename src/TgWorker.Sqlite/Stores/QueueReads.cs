using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Stores;

/// <summary>The statements that look at a queue, each prepared when it is first asked for.</summary>
internal sealed class QueueReads(RawConnection connection, SqlTexts sql)
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly Statement _begin = connection.Prepare("BEGIN");
    private readonly Statement _end = connection.Prepare("COMMIT");

    /// <summary>A statement by its name.</summary>
    public Statement this[string name]
    {
        get
        {
            if (!_statements.TryGetValue(name, out var statement))
            {
                _statements[name] = statement = connection.Prepare(sql[name]);
            }

            return statement;
        }
    }

    /// <summary>Reads a part of an entry's bytes, and no more of it.</summary>
    public byte[] ReadPart(long job, long offset, int count) => connection.ReadPart("job", "payload", job, offset, count);

    /// <summary>Looks several times at one moment of the queue.</summary>
    public T AtOnce<T>(Func<QueueReads, T> look)
    {
        _begin.Run();
        try
        {
            return look(this);
        }
        finally
        {
            _end.Run();
        }
    }
}
