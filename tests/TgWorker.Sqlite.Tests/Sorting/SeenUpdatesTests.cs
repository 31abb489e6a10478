using System.Globalization;
using TgWorker.Core.Queues;
using TgWorker.Sqlite.Steps;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Sqlite.Tests.Sorting;

/// <summary>What a file remembers of the updates it has seen is bounded, whatever their ids are.</summary>
public sealed class SeenUpdatesTests : IDisposable
{
    private const int OfTheBot = 20;
    private const int Forged = 300;

    private readonly ScratchFile _file = new();

    [Fact]
    public async Task Claim_MoreForgedIdsThanAreRemembered_KeepsTheBotsOwnAndNoMoreThanTheBound()
    {
        await using var queue = await OpenAsync();
        var session = await queue.JoinAsync(default);
        int[] ofTheBot = [.. Enumerable.Range(500_000_000, OfTheBot)];
        Assert.Equal(0, await SortAsync(queue, session, ofTheBot));

        // As many as there may be, past the queue: half a million claims would show no more.
        await _file.AskAsync(string.Create(CultureInfo.InvariantCulture,
            $"""
            WITH RECURSIVE forged (n) AS (SELECT 10 UNION ALL SELECT n + 1 FROM forged WHERE n < {SeenUpdates.Most + 8})
            INSERT INTO seen (bot, scope, block, bits, until, worth) SELECT 'x', '', n, 1, {long.MaxValue / 4}, 1 FROM forged
            """));
        Assert.Equal(0, await SortAsync(queue, session, [.. Enumerable.Range(1, Forged).Select(n => n * 7919 % 400_009 * 64)]));

        Assert.Equal(OfTheBot, await SortAsync(queue, session, ofTheBot));
        Assert.Equal(SeenUpdates.Most, await _file.AskAsync("SELECT count(*) FROM seen"));
        Assert.Equal(SeenUpdates.Most, await _file.AskAsync("SELECT n FROM seen_count"));
    }

    [Fact]
    public async Task Claim_BlocksThatAreAllWorthIt_GivesUpThoseThatEndFirst()
    {
        await using var queue = await OpenAsync();
        var session = await queue.JoinAsync(default);
        await _file.AskAsync(string.Create(CultureInfo.InvariantCulture,
            $"""
            WITH RECURSIVE old (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM old WHERE n < {SeenUpdates.Most})
            INSERT INTO seen (bot, scope, block, bits, until, worth) SELECT 'x', '', n, -1, n, n FROM old
            """));

        await SortAsync(queue, session, [.. Enumerable.Range(640, 64)]);

        Assert.Equal(2L, await _file.AskAsync("SELECT min(block) FROM seen WHERE bot = 'x'"));
    }

    public void Dispose() => _file.Dispose();

    // Half a million rows may take longer than a usual lease.
    private Task<SqliteUpdateQueue> OpenAsync() => _file.OpenAsync(new SqliteQueueOptions { Lease = TimeSpan.FromMinutes(5) });

    private static async Task<int> SortAsync(SqliteUpdateQueue queue, IQueueSession session, int[] ids)
    {
        await Task.WhenAll(ids.Select(id => queue.PushAsync(new Entry("a", "x") { UpdateId = id }.ToBytes(), default)));
        Claim claim;
        var duplicates = 0;
        do
        {
            claim = await session.ClaimAsync(1000, default);
            duplicates += claim.Duplicates;
        }
        while (!claim.Exhausted);
        return duplicates;
    }
}
