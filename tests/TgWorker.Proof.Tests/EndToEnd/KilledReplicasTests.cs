using System.Text.Json;
using TgWorker.Proof.Checking;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using Xunit;

namespace TgWorker.Proof.Tests.EndToEnd;

public class KilledReplicasTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);
    private static readonly long[] Poison = [77, 1234, 2500, 4999];

    [Fact]
    public async Task ThreeReplicas_OneKilledEveryTwoSeconds_LoseNothingAndKeepOrder()
    {
        await using var stage = await Stage.SetAsync(new StageOptions
        {
            Lease = Lease, Concurrency = 6, Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(20)),
        });
        foreach (var update in Poison)
        {
            stage.Script.Always(update, new Behaviour.Answer(500));
        }

        await stage.PushInTurnAsync(updates: 5000, chats: 100);
        await stage.Fleet.StartAsync(3);
        await KillAndReplaceUntilDoneAsync(stage);

        await stage.AllHandledAsync(new CheckerOptions { Lease = Lease }, Poison);
        Assert.True(stage.History.Read().Deaths.Count >= 3);
        var listed = await stage.Fleet.RunAsync("failed", "list", "--json");
        Assert.Equal(Poison, JsonDocument.Parse(listed.Output).RootElement.EnumerateArray()
            .Select(job => job.GetProperty("update_id").GetInt64()).Order());
    }

    private static async Task KillAndReplaceUntilDoneAsync(Stage stage)
    {
        using var timer = new PeriodicTimer(Between);
        while (await timer.WaitForNextTickAsync() && await stage.Queue.UnfinishedAsync() > 0)
        {
            stage.Fleet.Kill(stage.Fleet.Names[0]);
            stage.Fleet.Start();
        }
    }
}
