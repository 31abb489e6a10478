using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Faults;

/// <summary>Three pollers, of which one asks.</summary>
internal sealed class PollerFleet : Fleet
{
    private PollerFleet(BotApiServer telegram, IReadOnlyList<string> queue)
        : base(telegram, queue)
    {
    }

    public override int Refusals =>
        Replicas.Sum(poller => poller.Process.Output.Count(line => line.Contains("accepts no updates", StringComparison.Ordinal)));

    public static async Task<PollerFleet> CreateAsync(params string[] queue) => new(await BotApiServer.StartAsync(), queue);

    public override async Task DisturbAsync()
    {
        var asking = Asking();
        await asking.KillAsync();
        await asking.StartAsync();
        await Traffic.FlowsAsync();

        // It wakes up with a batch, or with an answer to come, that is another's by then.
        asking = Asking();
        asking.Process.Pause();
        await Traffic.FlowsAsync();
        asking.Process.Resume();
        await Traffic.FlowsAsync();
    }

    public override async Task RestartAllAsync()
    {
        foreach (var poller in Replicas)
        {
            await poller.StopAsync();
            await poller.StartAsync();
            await Traffic.FlowsAsync();
        }
    }

    protected override async Task LaunchAsync()
    {
        for (var i = 0; i < Size; i++)
        {
            Replicas.Add(new Replica(
                new WorkerProcessOptions
                {
                    Arguments = ["poll", .. Queue],
                    Environment = new Dictionary<string, string?>
                    {
                        ["TGWORKER_TelegramBots__main__Token"] = Bot.Token, ["TGWORKER_TelegramBots__main__BaseUrl"] = Telegram.Url,
                        ["TGWORKER_Poller__Lease"] = "2",
                    },
                },
                "accepts updates"));
        }

        await Task.WhenAll(Replicas.Select(poller => poller.StartAsync()));
        await Eventually.TrueAsync(() => Bot.IsPolled);
    }

    protected override void AssertOrder(IReadOnlyList<int> handled) =>
        HandledUpdates.AssertOrder(Traffic.Added, handled, update => update.Chat);

    // The one that began last: each line begins with its time.
    private Replica Asking() =>
        Replicas.MaxBy(poller => poller.Process.Output.LastOrDefault(
            line => line.Contains("Polling Telegram", StringComparison.Ordinal)) ?? "", StringComparer.Ordinal)!;
}
