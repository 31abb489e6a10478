using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Tests.Systemd;

/// <summary>What a supervisor hears of a real worker process.</summary>
public sealed class SupervisedWorkerTests : IClassFixture<RedisFixture>, IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tgworker-{Guid.NewGuid():N}.sock");
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-");
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    private readonly ConcurrentQueue<string> _heard = new();

    private readonly RedisFixture _redis;

    public SupervisedWorkerTests(RedisFixture redis)
    {
        _redis = redis;
        _socket.Bind(new UnixDomainSocketEndPoint(_path));
        _ = ListenAsync();
    }

    [Fact]
    public async Task Work_RedisAway_IsReadyAliveReloadableAndStopping()
    {
        var config = Path.Combine(_directory.FullName, "appsettings.json");
        await File.WriteAllTextAsync(config, """{ "Log": { "Level": "warning" } }""");
        await using var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["work", "--config", config, "--redis", "redis://127.0.0.1:1", "--handler", "none"],
            Environment = new Dictionary<string, string?> { ["NOTIFY_SOCKET"] = _path, ["WATCHDOG_USEC"] = "200000",
                ["JOURNAL_STREAM"] = "8:1" },
        });

        await HearAsync("READY=1");
        await HearAsync("STATUS=starting: no queue is open yet");
        await HearAsync("WATCHDOG=1");
        Assert.StartsWith("<4>", await worker.WaitForOutputAsync("The queue is not available yet"), StringComparison.Ordinal);

        await File.WriteAllTextAsync(config, """{ "Log": { "Level": "information" }, "Retry": { "Tries": 9 } }""");
        worker.HangUp();
        await HearAsync("RELOADING=1\nMONOTONIC_USEC=");
        await HearAsync("READY=1", times: 2);
        await worker.WaitForOutputAsync("Configuration reloaded; the log level is Information");
        Assert.EndsWith("need a restart: Retry:Tries", await worker.WaitForOutputAsync("need a restart"), StringComparison.Ordinal);

        worker.Terminate();
        await HearAsync("STOPPING=1");
        Assert.Equal(0, await worker.WaitForExitAsync());
    }

    [Fact]
    public async Task Work_UserSignal2_IsPausedUntilItIsContinued()
    {
        await using var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["work", "--redis", _redis.Url, "--prefix", _redis.NewPrefix(), "--handler", "none"],
            Environment = new Dictionary<string, string?> { ["NOTIFY_SOCKET"] = _path, ["WATCHDOG_USEC"] = "200000" },
        });
        await HearAsync("STATUS=telegram_updates: 0 updates running");

        worker.PauseClaiming();
        await HearAsync("STATUS=telegram_updates: paused, 0 updates running");

        worker.Resume();
        await HearAsync("STATUS=telegram_updates: 0 updates running", times: 2);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _directory.Delete(recursive: true);
        File.Delete(_path);
    }

    // In whatever order they come: a worker that starts slowly says how it is before it is ready.
    private Task HearAsync(string start, int times = 1) => Eventually.TrueAsync(
        () => _heard.Count(message => message.StartsWith(start, StringComparison.Ordinal)) >= times, what: start);

    // As systemd does: at once. The system keeps ten messages for a reader that is late, and drops the rest.
    private async Task ListenAsync()
    {
        var buffer = new byte[256];
        try
        {
            while (true)
            {
                var length = await _socket.ReceiveAsync(buffer);
                _heard.Enqueue(Encoding.UTF8.GetString(buffer, 0, length));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }
}
