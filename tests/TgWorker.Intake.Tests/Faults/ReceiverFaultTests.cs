using System.Net;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Faults;

/// <summary>Three receivers behind a balancer, and everything that can happen to them and their Redis while Telegram delivers.</summary>
public sealed class ReceiverFaultTests : IAsyncLifetime
{
    private const int Replicas = 3;
    private const string Prefix = "p_";

    private readonly List<(int Port, Replica Replica)> _receivers = [];
    private readonly List<int> _inRotation = [];
    private int _turn;
    private BotApiServer _telegram = null!;
    private BotApiBot _bot = null!;

    public async Task InitializeAsync()
    {
        _telegram = await BotApiServer.StartAsync(new BotApiServerOptions { Connect = Balance });
        _bot = _telegram.AddBot("123:secret");
    }

    public async Task DisposeAsync()
    {
        await _telegram.DisposeAsync();
        foreach (var (_, replica) in _receivers)
        {
            await replica.DisposeAsync();
        }
    }

    [Fact]
    public async Task Faults_OneAfterTheOther_LoseNothing_DoubleNothing_AndKeepTelegramsOrder()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true });
        string[] queue = ["--redis", redis.Url, "--prefix", Prefix];
        await ReceiveAsync(queue);
        await using var traffic = new Traffic(_bot);
        for (var round = 0; round < FaultRounds.Count; round++)
        {
            await traffic.FlowsAsync();
            await KillOneAsync(round % Replicas);
            await traffic.FlowsAsync();
            foreach (var fault in RedisFault.Of(redis))
            {
                await WhileRefusedAsync(fault);
                await traffic.FlowsAsync();
            }

            await RestartAllAsync(traffic);
        }

        await traffic.EndAsync();
        await CheckAsync(traffic, queue);
    }

    [Fact]
    public async Task FailOver_ToAReplica_LosesNothing_DoublesNothing_AndKeepsTelegramsOrder()
    {
        await using var sentinels = await SentinelSetup.StartAsync();
        string[] queue = ["--sentinel", sentinels.Address, "--prefix", Prefix];
        await ReceiveAsync(queue);
        await using var traffic = new Traffic(_bot);
        await traffic.FlowsAsync();
        var primary = await sentinels.PrimaryAsync();
        await primary.KillAsync();
        await sentinels.NextPrimaryAsync(primary);
        await traffic.FlowsAsync();
        await traffic.EndAsync();
        await CheckAsync(traffic, queue);
    }

    private async Task CheckAsync(Traffic traffic, string[] queue)
    {
        var handled = await HandledUpdates.DrainAsync(queue);
        HandledUpdates.AssertOnce(traffic.Added, handled);
        HandledUpdates.AssertOrder(traffic.Added, handled, update => update.Queue);

        // Who could not take an update said when to come again.
        Assert.All(_bot.Deliveries.Where(delivery => delivery.Status == 503), delivery => Assert.InRange(delivery.RetryAfter!.Value, 1, 5));
        Assert.Empty(_bot.Deliveries.Select(delivery => delivery.Status).Distinct().Except([0, 200, 503]));
    }

    // What happens is in force until Telegram has heard of it.
    private async Task WhileRefusedAsync(RedisFault fault)
    {
        var before = Refused();
        await fault.BeginAsync();
        await Eventually.TrueAsync(() => Refused() > before, what: "Telegram is asked to come again");
        await fault.EndAsync();

        int Refused() => _bot.Deliveries.Count(delivery => delivery.Status == 503);
    }

    private async Task KillOneAsync(int which)
    {
        var (port, replica) = _receivers[which];
        await replica.KillAsync();
        TakeOut(port);
        await replica.StartAsync();
        PutIn(port);
    }

    private async Task RestartAllAsync(Traffic traffic)
    {
        foreach (var (port, replica) in _receivers)
        {
            TakeOut(port);
            await replica.StopAsync();
            await replica.StartAsync();
            PutIn(port);
            await traffic.FlowsAsync();
        }
    }

    private async Task ReceiveAsync(string[] queue)
    {
        for (var i = 0; i < Replicas; i++)
        {
            var port = LoopbackPort.FindFree();
            _receivers.Add((port, new Replica(
                new WorkerProcessOptions { Arguments = ["receive", .. queue, "--any-bot", "--secret-token", "s3cret", "--listen", $"http://127.0.0.1:{port}"] }, "takes updates")));
        }

        await Task.WhenAll(_receivers.Select(receiver => receiver.Replica.StartAsync()));
        _receivers.ForEach(receiver => PutIn(receiver.Port));
        await new BotApiClient(_telegram.Url, _bot.Token).CallAsync("setWebhook", ("url", "http://127.0.0.1:1/telegram/bot/webhook/main"), ("secret_token", "s3cret"));
    }

    private IPEndPoint Balance(IPEndPoint address)
    {
        lock (_inRotation)
        {
            return new IPEndPoint(address.Address, _inRotation[_turn++ % _inRotation.Count]);
        }
    }

    private void PutIn(int port)
    {
        lock (_inRotation)
        {
            _inRotation.Add(port);
        }
    }

    private void TakeOut(int port)
    {
        lock (_inRotation)
        {
            _inRotation.Remove(port);
        }
    }
}
