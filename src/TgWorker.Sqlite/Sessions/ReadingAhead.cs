using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Sessions;

/// <summary>
/// Reads the entries that the next claim will probably sort, on the connection that looks, while the updates of the last one are handled.
/// </summary>
internal sealed class ReadingAhead(IQueueStore store, IJobReader reader, int largest)
{
    private const int Most = 512;
    private const int MostBytes = 4 * 1024 * 1024;

    private Task<EntriesAhead> _read = Task.FromResult(EntriesAhead.None);

    /// <summary>A claim has sorted so many entries: reads as many, and some more.</summary>
    public void Begin(int sorted) => _read = sorted == 0 || !store.IsShared
        ? Task.FromResult(EntriesAhead.None)
        : Task.Run(() => Read(Math.Min(sorted + (sorted / 4), Most)));

    /// <summary>What was read since.</summary>
    public Task<EntriesAhead> TakeAsync() => _read;

    private EntriesAhead Read(int count)
    {
        try
        {
            var ahead = new EntriesAhead();
            foreach (var (number, pushed, payload) in Look(count))
            {
                ahead.Add(number, pushed, reader.Read(payload));
            }

            return ahead;
        }
        catch (Exception exception) when (exception is QueueUnavailableException or QueueUnsupportedException)
        {
            // The claim will say so.
            return EntriesAhead.None;
        }
    }

    private List<(long Number, long Pushed, byte[] Payload)> Look(int count) => store.Read(reads =>
    {
        var (entries, bytes) = (new List<(long, long, byte[])>(count), 0L);
        for (var row = reads["look.entries"].Bind(1, count).Bind(2, largest); row.Read();)
        {
            if (row.IsNull(2) || (bytes += row.Length(2)) > MostBytes)
            {
                row.Reset();
                break;
            }

            entries.Add((row.Number(0), row.Number(1), row.Bytes(2)));
        }

        return entries;
    });
}
