using TgWorker.Core.Queues;
using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Stores;
using TgWorker.Sqlite.Waiting;
using TgWorker.Testing.Conformance;
using TgWorker.TestSupport.Time;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Sqlite.Tests.Stores;

/// <summary>A disk, or a file, that fills up and is emptied.</summary>
public sealed class RoomTests : IDisposable
{
    private readonly ScratchFile _file = new();

    [Fact]
    public async Task Push_FileAsLargeAsItMayBe_IsRefusedUntilWorkersHaveFinishedSome()
    {
        await using var queue = await _file.OpenAsync(new SqliteQueueOptions { MaxFileSize = 1 << 20 });
        var taken = await PushUntilRefusedAsync(queue);
        var session = await queue.JoinAsync(default);

        var handled = 0;
        while (await session.ClaimAsync(50, default) is { Granted.Count: > 0 } claim)
        {
            Assert.All(await session.FinishAsync(claim.Granted, takeNext: false, default), settled => Assert.True(settled.Accepted));
            handled += claim.Granted.Count;
        }

        Assert.Equal(taken, handled);
        await Eventually.TrueAsync(async () => await TryPushAsync(queue));
    }

    [Fact]
    public async Task File_WorkedOff_IsGivenBackToTheDisk()
    {
        await using var queue = await _file.OpenAsync();
        var pushes = Enumerable.Range(0, 20_000).Select(_ => queue.PushAsync(new byte[1_500], default));
        await Task.WhenAll(pushes);
        var full = (long)(await _file.AskAsync("PRAGMA page_count"))!;

        await queue.Operations.ClearAsync(default);

        Assert.InRange(full * 8_192, 30_000_000, 45_000_000);
        await Eventually.TrueAsync(async () => (long)(await _file.AskAsync("PRAGMA page_count"))! < 1_200);
    }

    [Fact]
    public void Room_DiskFillsUpAndIsEmptied_IsGoneAndComesBack()
    {
        var time = new FakeTime();
        var free = 100L;
        var room = new DiskRoom(() => free, () => 0, maxSize: null, time);
        Assert.True(room.IsThere);

        free = 0;
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(room.IsThere);
        Assert.Contains("nearly full", room.Reason, StringComparison.Ordinal);

        free = 1;
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(room.IsThere);
    }

    [Fact]
    public async Task Commit_NoPageLeft_WritesNothingAnswersAllAndGoesOnWhenThereIsRoom()
    {
        var (connection, clock) = QueueFile.Open(new FileSettings(_file.Path, "q", Flush: false), new SqlTexts(), TimeProvider.System);
        using (connection)
        {
            var steps = new QueueSteps(
                connection, new SqlTexts(), clock, new ConformanceJobReader(), deduplicateFor: null, largestEntry: 10_000);
            var committer = new Committer(steps, new Bell(), _file.Path, TimeProvider.System);
            connection.Execute($"PRAGMA max_page_count = {connection.AskNumber("PRAGMA page_count") + 2}");
            var calls = Enumerable.Range(0, 100)
                .Select(_ => new WriteCall<string?>(all => all.Pushing.Push(all.Transaction, new byte[1_500]))).ToArray();

            committer.Commit(calls);
            foreach (var call in calls)
            {
                await call.Answer.ContinueWith(_ => { }, TaskScheduler.Default);
            }

            var taken = calls.Count(call => call.Answer.IsCompletedSuccessfully);
            Assert.InRange(taken, 1, 50);
            Assert.All(calls.Where(call => call.Answer.IsFaulted), call =>
                Assert.False(Assert.IsType<QueueUnavailableException>(call.Answer.Exception!.InnerException).MayHaveHappened));
            Assert.Equal(taken, connection.AskNumber("SELECT count(*) FROM list"));

            connection.Execute("PRAGMA max_page_count = 1000000");
            var again = new WriteCall<string?>(all => all.Pushing.Push(all.Transaction, new byte[1_500]));
            committer.Commit([again]);
            Assert.Null(await again.Answer);
        }
    }

    public void Dispose() => _file.Dispose();

    private static async Task<int> PushUntilRefusedAsync(SqliteUpdateQueue queue)
    {
        var taken = 0;
        while (taken < 10_000 && await TryPushAsync(queue))
        {
            taken++;
        }

        Assert.InRange(taken, 100, 9_999);
        return taken;
    }

    private static async Task<bool> TryPushAsync(SqliteUpdateQueue queue)
    {
        try
        {
            await queue.PushAsync(new byte[1_500], default);
            return true;
        }
        catch (QueueUnavailableException e) when (e.Message.Contains("as large as it may become", StringComparison.Ordinal))
        {
            return false;
        }
    }
}
