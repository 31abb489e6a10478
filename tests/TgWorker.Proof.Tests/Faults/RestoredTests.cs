using TgWorker.Proof.Checking;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

/// <summary>
/// A server that comes back with older data, while workers run what it knows nothing of. What was finished since then comes back with the
/// data; that it never runs beside what runs still, and that tokens go on growing, is the workers' to see to.
/// </summary>
public class RestoredTests
{
    private const int Updates = 1200;
    private const int Chats = 40;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OlderSnapshot_UnderLoad_NothingOverlapsNothingIsLostAndTokensGrow(bool workersAreInIt)
    {
        await using var stage = await Stage.SetAsync(new StageOptions
        {
            Lease = TimeSpan.FromSeconds(3), Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(250)),
        });
        await stage.PushInTurnAsync(Updates, Chats);
        if (!workersAreInIt)
        {
            await SaveAsync(stage);
        }

        var workers = await stage.Fleet.StartAsync(2);
        await stage.HandledAsync(100);
        if (workersAreInIt)
        {
            await SaveAsync(stage);
        }

        await stage.HandledAsync(stage.History.Handled + 200);

        // Without an append-only file it has what it saved, and no more.
        await stage.Redis.KillAsync();
        await stage.Redis.RestartAsync();
        await stage.MoveToAsync(stage.Redis);
        await stage.EmptyAsync(TimeSpan.FromMinutes(2));

        var judgement = await stage.JudgeAsync();
        Assert.DoesNotContain(judgement.Violations, violation => violation.Promise != Promise.InOrder);
        Assert.Equal(Updates, stage.History.Handled);
        Assert.All(workers, worker =>
            Assert.Contains(stage.Fleet[worker].Output, line =>
                line.Contains("Redis is a different server or was restarted", StringComparison.Ordinal)));
    }

    private static async Task SaveAsync(Stage stage)
    {
        await stage.Queue.Database.ExecuteAsync("BGSAVE");
        await Eventually.TrueAsync(async () => ((string)(await stage.Queue.Database.ExecuteAsync("INFO", "persistence"))!) is var info
            && info.Contains("rdb_bgsave_in_progress:0", StringComparison.Ordinal)
                && !info.Contains("rdb_last_bgsave_time_sec:-1", StringComparison.Ordinal));
    }
}
