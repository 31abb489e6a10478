using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Sqlite.Tests.Sorting;

/// <summary>An entry larger than any may be becomes a failed job that nobody reads, holds nothing up, and keeps its bytes.</summary>
public sealed class LargeEntriesTests : IDisposable
{
    private const int Largest = 10_000;

    private readonly ScratchFile _file = new();

    [Fact]
    public async Task Claim_EntriesThatAreTooLarge_AreGivenUpUnreadAndTheOthersKeepTheirOrder()
    {
        await using var queue = await OpenAsync();
        var session = await queue.JoinAsync(default);
        var largest = new string('x', Largest - Small("").Length);
        byte[][] entries = [Small("1"), Large('a'), Small("2"), Small(largest), Large('b'), Large('c'), Small("4")];
        foreach (var entry in entries)
        {
            await queue.PushAsync(entry, default);
        }

        var ran = await RunAllAsync(session);

        Assert.Equal(["1", "2", largest, "4"], ran);
        var failed = await FailedAsync(queue);
        Assert.All(failed, job => Assert.Equal((Largest + 1L, 0, 0), (job.UnreadBytes, job.Payload.Length, job.Attempts)));
        Assert.All(failed, job => Assert.Equal("!entry:" + job.Id, job.Lane));
        Assert.All(failed, job => Assert.Equal(session.Incarnation, job.Worker));
        Assert.All(failed, job => Assert.Contains("Queue:LargestEntry", job.Error, StringComparison.Ordinal));
        Assert.Equal(
            ['c', 'b', 'a'],
            failed.Select(job => (char)queue.FailedJobs.ReadPayloadAsync(job, Largest, 100, default).Result.Span[0]));
        Assert.Empty((await queue.FailedJobs.ReadPayloadAsync(failed[0], Largest + 1, 100, default)).ToArray());
        Assert.Equal(0L, await _file.AskAsync("SELECT count(*) FROM list"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Retry_GivenUpUnread_GoesToThatEndOfTheListInTheOrderInWhichTheyFailed(bool atTail)
    {
        await using var queue = await OpenAsync();
        await GiveUpAsync(queue, 'a', 'b');
        await queue.PushAsync(Small("1"), default);

        var retried = await queue.FailedJobs.RetryAsync([.. (await FailedAsync(queue)).Select(job => job.Id), "unknown"], atTail, default);

        Assert.Equal(2, retried.Count);
        Assert.Empty(await FailedAsync(queue));
        Assert.Equal(
            atTail ? "3|61|62" : "61|62|3",
            await _file.AskAsync("SELECT group_concat(CASE WHEN length(payload) > 10000 THEN hex(substr(payload, -1)) ELSE 3 END, '|') "
                + "FROM (SELECT payload FROM list JOIN job ON job.id = list.job ORDER BY seq)"));
    }

    [Fact]
    public async Task Retry_ByAWorkerThatTakesLargerOnes_RunsIt()
    {
        await using (var queue = await OpenAsync())
        {
            await queue.PushAsync(Small(new string('x', Largest)), default);
            Assert.Empty(await RunAllAsync(await queue.JoinAsync(default)));
            Assert.True(await queue.FailedJobs.RetryAsync(Assert.Single(await FailedAsync(queue)).Id, atTail: false, default));
        }

        await using var again = await _file.OpenAsync();

        Assert.Equal([new string('x', Largest)], await RunAllAsync(await again.JoinAsync(default)));
    }

    [Fact]
    public async Task Forget_GivenUpUnread_LeavesNoBytesBehind()
    {
        await using var queue = await OpenAsync();
        await GiveUpAsync(queue, 'a', 'b', 'c');
        var failed = await FailedAsync(queue);

        Assert.True(await queue.FailedJobs.ForgetAsync(failed[0].Id, default));
        Assert.Equal(2L, await _file.AskAsync("SELECT count(*) FROM job"));
        Assert.Equal(2, await queue.FailedJobs.FlushAsync(default));

        Assert.Equal(0L, await _file.AskAsync("SELECT count(*) FROM job"));
        Assert.Empty((await queue.FailedJobs.ReadPayloadAsync(failed[1], 0, 100, default)).ToArray());
    }

    public void Dispose() => _file.Dispose();

    private Task<SqliteUpdateQueue> OpenAsync() => _file.OpenAsync(new SqliteQueueOptions { LargestEntry = Largest });

    private static byte[] Small(string text) => new Entry("a", text).ToBytes();

    private static byte[] Large(char last) => [.. new byte[Largest], (byte)last];

    private static async Task GiveUpAsync(SqliteUpdateQueue queue, params char[] names)
    {
        foreach (var name in names)
        {
            await queue.PushAsync(Large(name), default);
        }

        Assert.Empty(await RunAllAsync(await queue.JoinAsync(default)));
    }

    private static async Task<List<string>> RunAllAsync(IQueueSession session)
    {
        var ran = new List<string>();
        Claim claim;
        do
        {
            claim = await session.ClaimAsync(10, default);
            foreach (var delivery in claim.Granted)
            {
                ran.Add(Entry.TextOf(delivery.Job));
                await session.FinishAsync([delivery], takeNext: false, default);
            }
        }
        while (!claim.Exhausted || claim.Granted.Count > 0);
        return ran;
    }

    private static async Task<List<FailedJob>> FailedAsync(SqliteUpdateQueue queue)
    {
        var jobs = new List<FailedJob>();
        await foreach (var job in queue.FailedJobs.ListAsync(default))
        {
            jobs.Add(job);
        }

        return jobs;
    }
}
