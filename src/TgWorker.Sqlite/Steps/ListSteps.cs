using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>Reads the oldest entries of the list, and takes them off it.</summary>
internal sealed class ListSteps(RawConnection connection, SqlTexts sql)
{
    private const long MostBytes = 1 << 20;

    private readonly Statement _entries = connection.Prepare(sql["operate.entries"]);
    private readonly Statement _payload = connection.Prepare(sql["operate.payload"]);
    private readonly Statement _takeEntries = connection.Prepare(sql["operate.take_entries"]);
    private readonly Statement _deleteJob = connection.Prepare(sql["operate.delete_job"]);

    /// <summary>The oldest entries, in order: so many at most, fewer where they are large.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Read(int most)
    {
        var (entries, bytes) = (new List<ReadOnlyMemory<byte>>(), 0L);
        foreach (var (_, job) in First(most))
        {
            entries.Add(PayloadOf(job));
            bytes += entries[^1].Length;
            if (bytes >= MostBytes)
            {
                break;
            }
        }

        return entries;
    }

    /// <summary>Takes them off the list, if they are still what stands there.</summary>
    public bool Take(Transaction transaction, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var first = First(entries.Count);
        if (first.Count != entries.Count
            || first.Where((entry, i) => !PayloadOf(entry.Job).AsSpan().SequenceEqual(entries[i].Span)).Any())
        {
            return false;
        }

        if (first.Count > 0)
        {
            _takeEntries.Bind(1, first[^1].Seq).Run();
            first.ForEach(entry => _deleteJob.Bind(1, entry.Job).Run());
            transaction.Freed = true;
        }

        return true;
    }

    private List<(long Seq, long Job)> First(int most)
    {
        var first = new List<(long, long)>();
        _entries.Bind(1, most);
        while (_entries.Read())
        {
            first.Add((_entries.Number(0), _entries.Number(1)));
        }

        return first;
    }

    private byte[] PayloadOf(long job)
    {
        _payload.Bind(1, job).Read();
        var payload = _payload.Bytes(0);
        _payload.Reset();
        return payload;
    }
}
