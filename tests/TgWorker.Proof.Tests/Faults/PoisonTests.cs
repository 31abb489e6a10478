using System.Globalization;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

public class PoisonTests
{
    private const int MaxLapses = 4;
    private const long Poison = 13;

    [Fact]
    public async Task UpdateThatKillsItsProcess_EveryTime_IsAFailedJobAndTheOthersAreUnhurt()
    {
        await using var stage = await Stage.SetAsync(new StageOptions
        {
            Environment = new Dictionary<string, string?> { [
                "TGWORKER_Worker__MaxLapses"] = MaxLapses.ToString(CultureInfo.InvariantCulture) },
            // Slow enough that the others still run when the poison kills.
            Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(100)),
            Lease = TimeSpan.FromSeconds(0.5),
        });
        stage.Script.Always(Poison, new Behaviour.KillSender());
        var kill = stage.Oracle.Kill;
        stage.Oracle.Kill = name =>
        {
            kill(name);
            stage.Fleet.Start();
        };
        await stage.PushInTurnAsync(updates: 60, chats: 20);
        await stage.Fleet.StartAsync(2);

        await stage.EmptyAsync();

        await stage.AllHandledAsync(failed: Poison);
        Assert.Equal(MaxLapses, stage.History.Read().Runs.Count(run => run.UpdateId == Poison));
    }
}
