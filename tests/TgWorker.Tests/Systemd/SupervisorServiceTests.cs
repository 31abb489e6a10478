using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Health;
using TgWorker.Hosting.Health;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Systemd;
using TgWorker.TestSupport.Time;

namespace TgWorker.Tests.Systemd;

public sealed class SupervisorServiceTests : IDisposable
{
    private readonly string _name = $"tgworker-{Guid.NewGuid():N}";
    private readonly Socket _supervisor = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly FakeTime _time = new();
    private readonly LocalPause _pause = new();
    private readonly WorkerPulse _pulse;

    public SupervisorServiceTests()
    {
        _supervisor.Bind(new UnixDomainSocketEndPoint("\0" + _name));
        _pulse = new WorkerPulse(_time);
    }

    [Fact]
    public async Task Watchdog_WhileTheWorkersLoopsStandStill_IsNotFed()
    {
        using var notifier = new ServiceNotifier("@" + _name, TimeSpan.FromSeconds(60));
        var lifetime = new NoLifetime();
        using var service = new SupervisorService(
            notifier, new HostHealth([_pulse], [], _pause, lifetime), lifetime, _time, NullLogger<SupervisorService>.Instance);
        var queue = _pulse.Of("orders");
        queue.Join(TimeSpan.FromSeconds(10), _time.GetTimestamp());
        await service.StartAsync(default);

        await TickAsync();
        Assert.Equal(["STATUS=orders: 0 updates running", "WATCHDOG=1"], Heard());

        _pause.IsOn = true;
        queue.Renewed(_time.GetTimestamp(), paused: false);
        await TickAsync();
        Assert.Equal(["STATUS=orders: paused, 0 updates running", "WATCHDOG=1"], Heard());
        _pause.IsOn = false;

        for (var i = 0; i < 6; i++)
        {
            await TickAsync();
        }

        Heard();
        await TickAsync();
        Assert.DoesNotContain("WATCHDOG=1", Heard());

        queue.Renewed(_time.GetTimestamp(), paused: false);
        _pulse.Progress();
        await TickAsync();
        Assert.Contains("WATCHDOG=1", Heard());
        await service.StopAsync(default);
    }

    public void Dispose() => _supervisor.Dispose();

    private async Task TickAsync()
    {
        await _time.WaitForTimersAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        await _time.WaitForTimersAsync();
    }

    private List<string> Heard()
    {
        var buffer = new byte[512];
        var heard = new List<string>();
        while (_supervisor.Available > 0)
        {
            heard.Add(Encoding.UTF8.GetString(buffer, 0, _supervisor.Receive(buffer)));
        }

        return heard;
    }

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }
}
