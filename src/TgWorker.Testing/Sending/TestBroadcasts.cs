using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;

namespace TgWorker.Testing.Sending;

/// <summary>The queue's broadcasts, in the test. What is put onto the list waits in the test's outbox.</summary>
/// <param name="put">Takes an entry.</param>
internal sealed class TestBroadcasts(Action<byte[]> put) : IQueueBroadcasts
{
    private readonly Dictionary<string, Kept> _all = new(StringComparer.Ordinal);

    public Task CreateAsync(StoredBroadcast broadcast, CancellationToken cancellationToken)
    {
        _all.Add(broadcast.Id, new Kept(broadcast));
        return Task.CompletedTask;
    }

    public Task<bool> AddAsync(string id, long page, ReadOnlyMemory<byte> recipients, long total, CancellationToken cancellationToken)
    {
        if (Find(id) is not { Now.State: BroadcastState.Loading } its)
        {
            return Task.FromResult(false);
        }

        its.Pages[page] = recipients;
        its.Now = its.Now with { Total = total };
        return Task.FromResult(true);
    }

    public Task<bool> ChangeAsync(string id, BroadcastState to, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Find(id) is not { } its || !BroadcastChange.Before(to).Contains(its.Now.State))
        {
            return Task.FromResult(false);
        }

        its.Now = its.Now with { State = to, Reason = reason, Changed = now };
        return Task.FromResult(true);
    }

    public Task<StoredBroadcast?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Find(id)?.Now);

    public Task<IReadOnlyList<StoredBroadcast>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredBroadcast>>([.. _all.Values.Select(its => its.Now).Reverse()]);

    public Task<IReadOnlyList<StoredBroadcast>> NewestAsync(int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredBroadcast>>([.. _all.Values.Select(its => its.Now).Reverse().Take(most)]);

    public Task<IReadOnlyList<StoredBroadcast>> SendingAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredBroadcast>>(
            [.. _all.Values.Select(its => its.Now).Where(its => its.State == BroadcastState.Sending)]);

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string id, long page, CancellationToken cancellationToken) =>
        Task.FromResult(Find(id) is { } its && its.Pages.TryGetValue(page, out var found) ? found : (ReadOnlyMemory<byte>?)null);

    public Task<bool> PutAsync(
        StoredBroadcast broadcast, IReadOnlyList<byte[]> entries, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Find(broadcast.Id) is not { Now.State: BroadcastState.Sending } its || its.Now.Cursor != broadcast.Cursor)
        {
            return Task.FromResult(false);
        }

        for (var i = 0; i < entries.Count; i++)
        {
            its.InLanes.Add(its.Now.Cursor + i);
            put(entries[i]);
        }

        its.Now = its.Now with { Cursor = its.Now.Cursor + entries.Count, Pace = broadcast.Pace };
        return Task.FromResult(true);
    }

    public Task<bool> SettleAsync(
        string id, long number, BroadcastResult result, BroadcastMiss? miss, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Find(id) is not { } its || !its.InLanes.Remove(number))
        {
            return Task.FromResult(false);
        }

        its.Misses.AddRange(miss is null ? [] : [miss]);
        its.Now = result switch
        {
            BroadcastResult.Sent => its.Now with { Sent = its.Now.Sent + 1 },
            BroadcastResult.Gone => its.Now with { Gone = its.Now.Gone + 1 },
            BroadcastResult.Failed => its.Now with { Failed = its.Now.Failed + 1 },
            _ => its.Now with { Skipped = its.Now.Skipped + 1 },
        };
        if (its.Now is { Left: 0, State: BroadcastState.Sending or BroadcastState.Paused })
        {
            its.Now = its.Now with { State = BroadcastState.Done, Reason = "", Changed = now };
        }

        return Task.FromResult(true);
    }

    public IAsyncEnumerable<BroadcastMiss> MissesAsync(string id, CancellationToken cancellationToken) =>
        (Find(id)?.Misses ?? []).ToAsyncEnumerable();

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_all.Remove(id));

    private Kept? Find(string id) => _all.GetValueOrDefault(id);

    private sealed class Kept(StoredBroadcast now)
    {
        public StoredBroadcast Now { get; set; } = now;

        public Dictionary<long, ReadOnlyMemory<byte>> Pages { get; } = [];

        public HashSet<long> InLanes { get; } = [];

        public List<BroadcastMiss> Misses { get; } = [];
    }
}
