using System.Net.Sockets;
using System.Text;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Tests.Systemd;

/// <summary>What a supervisor hears of a real worker process.</summary>
public sealed class SupervisedWorkerTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tgworker-{Guid.NewGuid():N}.sock");
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public SupervisedWorkerTests() => _socket.Bind(new UnixDomainSocketEndPoint(_path));

    [Fact]
    public async Task Work_RedisAway_IsReadyAliveAndStopping()
    {
        await using var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["work", "--redis", "redis://127.0.0.1:1", "--handler", "none"],
            Environment = new Dictionary<string, string?> { ["NOTIFY_SOCKET"] = _path, ["WATCHDOG_USEC"] = "200000" },
        });

        await Eventually.TrueAsync(async () => await HearAsync() == "READY=1");
        await Eventually.TrueAsync(async () => await HearAsync() == "WATCHDOG=1");
        worker.Terminate();
        await Eventually.TrueAsync(async () => await HearAsync() == "STOPPING=1");
        Assert.Equal(0, await worker.WaitForExitAsync());
    }

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(_path);
    }

    private async Task<string> HearAsync()
    {
        var buffer = new byte[256];
        var length = await Eventually.DoneAsync(_socket.ReceiveAsync(buffer));
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
