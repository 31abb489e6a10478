using System.Runtime.CompilerServices;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;
using TgWorker.Core.Text;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Broadcasts;

/// <summary>The broadcasts of a queue in SQLite.</summary>
internal sealed class SqliteBroadcasts(IQueueStore store) : IQueueBroadcasts
{
    private const int Most = 1_000;
    private const int MissesAtOnce = 500;

    public Task CreateAsync(StoredBroadcast broadcast, CancellationToken cancellationToken) => store.WriteAsync(
        steps =>
        {
            steps.Broadcasting.Create(broadcast);
            return true;
        },
        cancellationToken);

    public async Task<bool> AddAsync(
        string id, long page, ReadOnlyMemory<byte> recipients, long total, CancellationToken cancellationToken)
    {
        var (isAdded, full) = await store.WriteAsync(
            steps => steps.Transaction.NoRoom is { } reason ? (false, reason)
                : (steps.Broadcasting.Add(id, page, recipients.Span, total), (string?)null),
            cancellationToken).ConfigureAwait(false);
        NoRoom.ThrowIf(full, store.Path);
        return isAdded;
    }

    public Task<bool> ChangeAsync(string id, BroadcastState to, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.WriteAsync(
            steps => steps.Broadcasting.Change(steps.Transaction, id, to, reason, now.ToUnixTimeMilliseconds()), cancellationToken);

    public Task<StoredBroadcast?> FindAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(store.Read(reads => ReadAll(reads["broadcast.find"].Bind(1, id)).SingleOrDefault()));

    public Task<IReadOnlyList<StoredBroadcast>> ListAsync(CancellationToken cancellationToken) =>
        NewestAsync(Most, cancellationToken);

    public Task<IReadOnlyList<StoredBroadcast>> NewestAsync(int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredBroadcast>>(store.Read(reads => ReadAll(reads["broadcast.list"].Bind(1, most))));

    public Task<IReadOnlyList<StoredBroadcast>> SendingAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredBroadcast>>(store.Read(reads => ReadAll(reads["broadcast.sending"])));

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string id, long page, CancellationToken cancellationToken) =>
        Task.FromResult(store.Read(reads =>
        {
            var found = reads["broadcast.page"].Bind(1, id).Bind(2, page);
            if (!found.Read())
            {
                return (ReadOnlyMemory<byte>?)null;
            }

            var recipients = found.Bytes(0);
            found.Reset();
            return recipients;
        }));

    public Task<bool> PutAsync(
        StoredBroadcast broadcast, IReadOnlyList<byte[]> entries, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.WriteAsync(steps => steps.Broadcasting.Put(steps.Transaction, broadcast, entries), cancellationToken);

    public Task<bool> SettleAsync(
        string id, long number, BroadcastResult result, BroadcastMiss? miss, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var text = miss is null ? null : BroadcastMissJson.Write(miss);
        return store.WriteAsync(
            steps => steps.Broadcasting.Settle(id, number, result, text, now.ToUnixTimeMilliseconds()), cancellationToken);
    }

    public async IAsyncEnumerable<BroadcastMiss> MissesAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = -1L;
        List<BroadcastMiss> page;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = ReadMisses(id, last);
            foreach (var miss in page)
            {
                yield return miss;
                last = miss.Number;
            }

            await Task.Yield();
        }
        while (page.Count == MissesAtOnce);
    }

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        store.WriteAsync(steps => steps.Broadcasting.Delete(steps.Transaction, id), cancellationToken);

    private List<BroadcastMiss> ReadMisses(string id, long after) => store.Read(reads =>
    {
        var misses = new List<BroadcastMiss>();
        var rows = reads["broadcast.misses"].Bind(1, id).Bind(2, after).Bind(3, MissesAtOnce);
        while (rows.Read())
        {
            misses.Add(BroadcastMissJson.Read(rows.Number(0), rows.Bytes(1)));
        }

        return misses;
    });

    private static List<StoredBroadcast> ReadAll(Statement rows)
    {
        var found = new List<StoredBroadcast>();
        while (rows.Read())
        {
            if (!Enum.TryParse<BroadcastState>(rows.Text(2), out var state) || !Enum.IsDefined(state))
            {
                continue;
            }

            found.Add(new StoredBroadcast(rows.Text(0), rows.Bytes(1), state)
            {
                Reason = rows.Text(3),
                Created = KeptTime.AtMilliseconds(rows.Number(4)),
                Changed = KeptTime.AtMilliseconds(rows.Number(5)),
                Total = rows.Number(6),
                Cursor = rows.Number(7),
                Sent = rows.Number(8),
                Gone = rows.Number(9),
                Failed = rows.Number(10),
                Skipped = rows.Number(11),
                Pace = new BroadcastPace(KeptTime.AtMilliseconds(rows.Number(12)), rows.Number(13), rows.Real(14)),
            });
        }

        return found;
    }
}
