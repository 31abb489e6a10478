using TgWorker.Core.Broadcasts;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Timers;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Sqlite.Tests.Files;

/// <summary>A number in a row that is none, or absurd, stops neither who looks nor who works; what is beside it goes on.</summary>
public sealed class DamagedNumbersTests : IDisposable
{
    private readonly ScratchFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task Rows_WithSuchNumbers_AreShown(long number)
    {
        await using var queue = await _file.OpenAsync();
        var broadcasts = ((IUpdateQueue)queue).Broadcasts!;
        await broadcasts.CreateAsync(new StoredBroadcast("b", "{}"u8.ToArray(), BroadcastState.Sending), default);
        await broadcasts.CreateAsync(new StoredBroadcast("c", "{}"u8.ToArray(), BroadcastState.Sending), default);
        await queue.PushAsync(new Entry("a", "a1").ToBytes(), default);
        await queue.PushAsync(new Entry("b", "b1").ToBytes(), default);
        await using var session = await queue.JoinAsync(default);
        foreach (var delivery in (await session.ClaimAsync(2, default)).Granted)
        {
            await session.FailAsync(delivery, new Failure("broken", 1), takeNext: false, default);
        }

        await queue.Lanes.PauseAsync("c", default);
        await _file.AskAsync(
            $"UPDATE broadcast SET created = {number}, changed = {number}, pace_since = {number}, total = {number}, pace_rate = 1e300;"
            + $"UPDATE broadcast SET state = '{number}' WHERE id = 'c';"
            + $"UPDATE failed SET failed_at = {number}; UPDATE lane SET paused_at = {number}, paused = {number} WHERE key = 'c';"
            + $"UPDATE worker SET started = {number}, until = {number}, lease = {number}");

        Assert.Equal("b", Assert.Single(await broadcasts.ListAsync(default)).Id);
        var failed = new List<FailedJob>();
        await foreach (var job in queue.FailedJobs.ListAsync(default))
        {
            failed.Add(job);
        }

        Assert.Equal(2, failed.Count);
        Assert.Single(await queue.Lanes.ListPausedAsync(10, default));
        Assert.NotNull(await queue.Lanes.LookAsync("c", default));
        Assert.NotNull(await queue.GetStatusAsync(default));
    }

    [Theory]
    [InlineData(" every -1", "1")]
    [InlineData(" every 9223372036854775807", "9223372036854775807")]
    [InlineData("nothing", "-9223372036854775808")]
    [InlineData(" cron Atlantis/Poseidonis 0 9 * * *", "0")]
    public async Task Timer_WithSuchARule_IsListedAndHoldsUpNoOther(string rule, string due)
    {
        await using var queue = await _file.OpenAsync();
        await SetAsync(queue, 1, "broken");
        await SetAsync(queue, 2, "good");
        await _file.AskAsync($"UPDATE timer SET due = 1; UPDATE timer SET due = {due}, rule = '{rule}' WHERE key = '1/broken'");

        var pending = new List<string>();
        await foreach (var timer in queue.Timers!.ListAsync(default))
        {
            pending.Add(timer.Name);
        }

        Assert.Equal(2, pending.Count);
        await using var session = await queue.JoinAsync(default);
        Assert.Equal("2", Assert.Single((await session.ClaimAsync(2, default)).Granted).Lane);
        await foreach (var timer in queue.Timers!.ListAsync(default))
        {
            Assert.Equal("broken", timer.Name);
        }
    }

    private static Task<bool> SetAsync(SqliteUpdateQueue queue, long chat, string name) => queue.Timers!.SetAsync(
        new NewTimer(new TimerPlace("main", chat), name) { After = TimeSpan.FromHours(1) }, null, default);
}
