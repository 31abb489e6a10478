using System.Diagnostics;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

/// <summary>
/// A primary and its replicas behind real Sentinels, which make another server the primary. Nothing is pushed meanwhile, so that
/// what Redis itself loses in a fail-over can only be what workers wrote.
/// </summary>
public class SentinelTests
{
    private const int Chats = 60;
    private const int Workers = 2;
    private const int Slots = 16;

    // Of Redis's own: a primary is taken for dead after a second, another is elected within two more.
    private static readonly TimeSpan Election = TimeSpan.FromSeconds(5);

    private static StageOptions Options(double lease = 3) => new()
    {
        Sentinels = new SentinelSetupOptions(),
        Lease = TimeSpan.FromSeconds(lease),
        Concurrency = Slots,
        Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(50)),
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PrimaryKilled_AnotherIsPromoted_NothingIsLostRepeatedOrOutOfOrder(bool comesBack)
    {
        await using var stage = await Stage.SetAsync(Options());
        var before = await WorkAsync(stage, updates: 3000);

        await stage.Redis.KillAsync();
        var primary = await stage.Sentinels!.NextPrimaryAsync(stage.Redis);
        if (comesBack)
        {
            // It says that it is a primary, until the Sentinels have told it better.
            await stage.Redis.RestartAsync();
        }

        await AssertGoesOnAsync(stage, primary, before, 3000);
    }

    [Fact]
    public async Task PrimaryKilledAndBackAtOnce_StaysThePrimary_NothingIsLostRepeatedOrOutOfOrder()
    {
        await using var stage = await Stage.SetAsync(Options());
        var before = await WorkAsync(stage, updates: 3000);

        await stage.Redis.KillAsync();
        await stage.Redis.RestartAsync();

        await AssertGoesOnAsync(stage, stage.Redis, before, 3000);
    }

    [Fact]
    public async Task PrimaryFrozen_GoesOnAsIfItWereStillThePrimary_NothingIsLostRepeatedOrOutOfOrder()
    {
        await using var stage = await Stage.SetAsync(Options());
        var before = await WorkAsync(stage, updates: 3000);

        stage.Redis.Pause();
        var primary = await stage.Sentinels!.NextPrimaryAsync(stage.Redis);
        stage.Redis.Resume();

        await AssertGoesOnAsync(stage, primary, before, 3000);
    }

    [Fact]
    public async Task PlannedFailover_UnderLoad_NothingIsLostRepeatedOrOutOfOrder()
    {
        await using var stage = await Stage.SetAsync(Options());
        var before = await WorkAsync(stage, updates: 3000);

        await stage.Sentinels!.FailOverAsync();
        var primary = await stage.Sentinels.NextPrimaryAsync(stage.Redis);

        await AssertGoesOnAsync(stage, primary, before, 3000);
    }

    [Fact]
    public async Task PlannedFailover_WorkersStartedMeanwhileAndAShortLease_NothingIsLostRepeatedOrOutOfOrder()
    {
        await using var stage = await Stage.SetAsync(Options(lease: 1));
        var before = await WorkAsync(stage, updates: 3000);

        await stage.Sentinels!.FailOverAsync();
        var started = stage.Fleet.Start();
        var primary = await stage.Sentinels.NextPrimaryAsync(stage.Redis);
        stage.Fleet.Start();

        await stage.Fleet[started].WaitForOutputAsync("works on queue");
        await AssertGoesOnAsync(stage, primary, before, 3000);
    }

    [Fact]
    public async Task PlannedFailover_ThereAndBack_NothingIsLostRepeatedOrOutOfOrder()
    {
        await using var stage = await Stage.SetAsync(Options() with { Sentinels = new SentinelSetupOptions { Replicas = 1 } });
        var before = await WorkAsync(stage, updates: 6000);

        await stage.Sentinels!.FailOverAsync();
        var other = await stage.Sentinels.NextPrimaryAsync(stage.Redis);
        await stage.Sentinels.SettledAsync();
        await stage.Sentinels.FailOverAsync();
        var primary = await stage.Sentinels.NextPrimaryAsync(other);

        await AssertGoesOnAsync(stage, primary, before, 6000, failovers: 2);
    }

    [Fact]
    public async Task SentinelsDeadForAWhile_PrimaryAndReplicasAreThere_WorkGoesOn()
    {
        await using var stage = await Stage.SetAsync(Options());
        var before = await WorkAsync(stage, updates: 3000);
        foreach (var sentinel in stage.Sentinels!.Sentinels)
        {
            await sentinel.KillAsync();
        }

        var handled = stage.History.Handled;
        await stage.HandledAsync(handled + 1000);
        foreach (var sentinel in stage.Sentinels.Sentinels)
        {
            await sentinel.RestartAsync();
        }

        await AssertGoesOnAsync(stage, stage.Redis, before, 3000);
        Assert.Equal(3000, stage.History.Starts);
    }

    /// <returns>When it was made sure that the workers are at it.</returns>
    private static async Task<long> WorkAsync(Stage stage, int updates)
    {
        await stage.Fleet.StartAsync(Workers);
        await stage.PushInTurnAsync(updates, Chats);
        await stage.HandledAsync(updates / 6);
        return Stopwatch.GetTimestamp();
    }

    private static async Task AssertGoesOnAsync(Stage stage, RedisServer primary, long since, int updates, int failovers = 1)
    {
        var handled = stage.History.Handled;
        await stage.HandledAsync(Math.Min(handled + 100, updates));
        var took = Stopwatch.GetElapsedTime(since);
        await stage.MoveToAsync(primary);
        await stage.EmptyAsync();
        await stage.AllHandledAsync();

        // Whatever ran in that moment may have run again; nothing else.
        Assert.InRange(stage.History.Starts - updates, 0, failovers * Workers * Slots);
        Assert.InRange(took, TimeSpan.Zero, failovers * (Election + stage.Options.Lease + TimeSpan.FromSeconds(2)));
    }
}
