using System.Net;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;

namespace TgWorker.Intake.Tests.Faults;

/// <summary>Three receivers behind a balancer.</summary>
internal sealed class ReceiverFleet : Fleet
{
    private readonly Rotation _rotation;
    private int _turn;

    private ReceiverFleet(BotApiServer telegram, Rotation rotation, IReadOnlyList<string> queue)
        : base(telegram, queue) => _rotation = rotation;

    public override int Refusals => Bot.Deliveries.Count(delivery => delivery.Status == 503);

    public static async Task<ReceiverFleet> CreateAsync(params string[] queue)
    {
        var rotation = new Rotation();
        return new ReceiverFleet(
            await BotApiServer.StartAsync(new BotApiServerOptions { Connect = _ => rotation.Next() }), rotation, queue);
    }

    public override async Task DisturbAsync()
    {
        var which = _turn++ % Size;
        await Replicas[which].KillAsync();
        _rotation.Remove(which);
        await Replicas[which].StartAsync();
        _rotation.Add(which);
        await Traffic.FlowsAsync();
    }

    public override async Task RestartAllAsync()
    {
        for (var which = 0; which < Size; which++)
        {
            _rotation.Remove(which);
            await Replicas[which].StopAsync();
            await Replicas[which].StartAsync();
            _rotation.Add(which);
            await Traffic.FlowsAsync();
        }
    }

    protected override async Task LaunchAsync()
    {
        for (var which = 0; which < Size; which++)
        {
            var port = LoopbackPort.FindFree();
            Replicas.Add(new Replica(
                new WorkerProcessOptions { Arguments = [
                    "receive", .. Queue, "--any-bot", "--secret-token", "s3cret", "--listen", $"http://127.0.0.1:{port}"] },
                    "accepts updates"));
            _rotation.Ports.Add(port);
        }

        await Task.WhenAll(Replicas.Select(replica => replica.StartAsync()));
        Enumerable.Range(0, Size).ToList().ForEach(_rotation.Add);
        await new BotApiClient(Telegram.Url, Bot.Token)
            .CallAsync("setWebhook", ("url", "http://127.0.0.1:1/telegram/bot/webhook/main"), ("secret_token", "s3cret"));
    }

    protected override void AssertOrder(IReadOnlyList<int> handled)
    {
        HandledUpdates.AssertOrder(Traffic.Added, handled, update => update.Queue);

        // Who could not take an update said when to come again.
        Assert.All(Bot.Deliveries.Where(delivery => delivery.Status == 503), delivery => Assert.InRange(delivery.RetryAfter!.Value, 1, 5));
        Assert.Empty(Bot.Deliveries.Select(delivery => delivery.Status).Distinct().Except([0, 200, 503]));
    }

    /// <summary>What a balancer knows.</summary>
    private sealed class Rotation
    {
        private readonly List<int> _in = [];
        private int _turn;

        public List<int> Ports { get; } = [];

        public IPEndPoint Next()
        {
            lock (_in)
            {
                return new IPEndPoint(IPAddress.Loopback, Ports[_in[_turn++ % _in.Count]]);
            }
        }

        public void Add(int which)
        {
            lock (_in)
            {
                _in.Add(which);
            }
        }

        public void Remove(int which)
        {
            lock (_in)
            {
                _in.Remove(which);
            }
        }
    }
}
