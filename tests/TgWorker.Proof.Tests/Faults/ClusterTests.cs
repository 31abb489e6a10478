using System.Diagnostics;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

/// <summary>
/// A Redis Cluster of three primaries, where a replica takes the queue's slot over. As behind Sentinels, what one primary granted the next
/// may not know: the workers come over to it first. Nothing is pushed meanwhile.
/// </summary>
public class ClusterTests
{
    private const int Chats = 60;
    private const int Workers = 2;
    private const int Slots = 16;
    private const int Updates = 3000;

    // A primary is taken for dead after five seconds, and a replica elected within two more; by nodes that share this machine.
    private static readonly TimeSpan Election = TimeSpan.FromSeconds(20);

    private static StageOptions Options => new()
    {
        Cluster = true,
        Lease = TimeSpan.FromSeconds(3),
        Concurrency = Slots,
        Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(50)),
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PrimaryKilled_AReplicaTakesTheSlotOver_NothingIsLostRepeatedOrOutOfOrder(bool comesBack)
    {
        await using var stage = await Stage.SetAsync(Options);
        var before = await WorkAsync(stage);

        await stage.Redis.KillAsync();
        await stage.Cluster!.TakenOverAsync();
        if (comesBack)
        {
            await stage.Redis.RestartAsync();
        }

        await AssertGoesOnAsync(stage, before);
    }

    [Fact]
    public async Task PrimaryFrozen_GoesOnAsIfItStillHadTheSlot_NothingIsLostRepeatedOrOutOfOrder()
    {
        await using var stage = await Stage.SetAsync(Options);
        var before = await WorkAsync(stage);

        stage.Redis.Pause();
        await stage.Cluster!.TakenOverAsync();
        stage.Redis.Resume();

        await AssertGoesOnAsync(stage, before);
    }

    [Fact]
    public async Task PlannedFailover_UnderLoad_NothingIsLostRepeatedOrOutOfOrder()
    {
        await using var stage = await Stage.SetAsync(Options);
        var before = await WorkAsync(stage);

        await stage.Cluster!.FailOverAsync();
        await stage.Cluster.TakenOverAsync();

        await AssertGoesOnAsync(stage, before);
    }

    /// <returns>When it was made sure that the workers are at it, and that the replica has what was pushed.</returns>
    private static async Task<long> WorkAsync(Stage stage)
    {
        await stage.Fleet.StartAsync(Workers);
        await stage.PushInTurnAsync(Updates, Chats);
        await stage.Cluster!.ReplicatedAsync();
        await stage.HandledAsync(Updates / 6);
        return Stopwatch.GetTimestamp();
    }

    private static async Task AssertGoesOnAsync(Stage stage, long since)
    {
        var handled = stage.History.Handled;
        await stage.HandledAsync(Math.Min(handled + 100, Updates));
        var took = Stopwatch.GetElapsedTime(since);
        await stage.EmptyAsync();
        await stage.AllHandledAsync();

        // Whatever ran in that moment may have run again; nothing else.
        Assert.InRange(stage.History.Starts - Updates, 0, Workers * Slots);
        Assert.InRange(took, TimeSpan.Zero, Election + stage.Options.Lease + TimeSpan.FromSeconds(2));
    }
}
