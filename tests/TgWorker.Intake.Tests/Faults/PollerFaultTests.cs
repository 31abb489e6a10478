using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Faults;

/// <summary>Three pollers, of which one asks, and everything that can happen to them and their Redis.</summary>
public sealed class PollerFaultTests : IAsyncLifetime
{
    private const int Replicas = 3;
    private const string Prefix = "p_";

    private readonly List<Replica> _pollers = [];
    private BotApiServer _telegram = null!;
    private BotApiBot _bot = null!;

    public async Task InitializeAsync()
    {
        _telegram = await BotApiServer.StartAsync();
        _bot = _telegram.AddBot("123:secret");
    }

    public async Task DisposeAsync()
    {
        await _telegram.DisposeAsync();
        foreach (var poller in _pollers)
        {
            await poller.DisposeAsync();
        }
    }

    [Fact]
    public async Task Faults_OneAfterTheOther_LoseNothing_DoubleNothing_AndKeepTheOrderOfChats()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true });
        string[] queue = ["--redis", redis.Url, "--prefix", Prefix];
        await PollAsync(queue);
        await using var traffic = new Traffic(_bot);
        for (var round = 0; round < FaultRounds.Count; round++)
        {
            await traffic.FlowsAsync();
            await KillAskingAsync();
            await traffic.FlowsAsync();
            await FreezeAskingAsync(traffic);
            foreach (var fault in RedisFault.Of(redis))
            {
                await WhileClosedAsync(fault);
                await traffic.FlowsAsync();
            }

            foreach (var poller in _pollers)
            {
                await poller.StopAsync();
                await poller.StartAsync();
                await traffic.FlowsAsync();
            }
        }

        await traffic.EndAsync();
        await CheckAsync(traffic, queue);
    }

    [Fact]
    public async Task FailOver_ToAReplica_LosesNothing_DoublesNothing_AndKeepsTheOrderOfChats()
    {
        await using var sentinels = await SentinelSetup.StartAsync();
        string[] queue = ["--sentinel", sentinels.Address, "--prefix", Prefix];
        await PollAsync(queue);
        await using var traffic = new Traffic(_bot);
        await traffic.FlowsAsync();
        var primary = await sentinels.PrimaryAsync();
        await primary.KillAsync();
        await sentinels.NextPrimaryAsync(primary);
        await traffic.FlowsAsync();
        await traffic.EndAsync();
        await CheckAsync(traffic, queue);
    }

    private static async Task CheckAsync(Traffic traffic, string[] queue)
    {
        var handled = await HandledUpdates.DrainAsync(queue);
        HandledUpdates.AssertOnce(traffic.Added, handled);
        HandledUpdates.AssertOrder(traffic.Added, handled, update => update.Chat);
    }

    private async Task KillAskingAsync()
    {
        var asking = Asking();
        await asking.KillAsync();
        await asking.StartAsync();
    }

    // It wakes up with a batch, or an answer to come, that is another's by then.
    private async Task FreezeAskingAsync(Traffic traffic)
    {
        var asking = Asking();
        asking.Process.Pause();
        await traffic.FlowsAsync();
        asking.Process.Resume();
        await traffic.FlowsAsync();
    }

    // What happens is in force until whoever asks has noticed.
    private async Task WhileClosedAsync(RedisFault fault)
    {
        var before = Closed();
        await fault.BeginAsync();
        await Eventually.TrueAsync(() => Closed() > before, what: "a poller notices that the queue takes nothing");
        await fault.EndAsync();

        int Closed() => _pollers.Sum(poller => poller.Process.Output.Count(line => line.Contains("takes no updates", StringComparison.Ordinal)));
    }

    // The one that began last.
    private Replica Asking() => _pollers.MaxBy(poller => poller.Process.Output.LastOrDefault(line => line.Contains("Asking Telegram for the updates", StringComparison.Ordinal)) ?? "", StringComparer.Ordinal)!;

    private async Task PollAsync(string[] queue)
    {
        for (var i = 0; i < Replicas; i++)
        {
            _pollers.Add(new Replica(
                new WorkerProcessOptions
                {
                    Arguments = ["poll", .. queue],
                    Environment = new Dictionary<string, string?>
                    {
                        ["TGWORKER_TelegramBots__main__Token"] = _bot.Token, ["TGWORKER_TelegramBots__main__BaseUrl"] = _telegram.Url, ["TGWORKER_Poller__Lease"] = "2",
                    },
                },
                "takes updates"));
        }

        await Task.WhenAll(_pollers.Select(poller => poller.StartAsync()));
        await Eventually.TrueAsync(() => _bot.IsPolled);
    }
}
