using System.Net.Sockets;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Intake.Tests.EndToEnd;

/// <summary>A receiver behind a proxy on the same machine, over a Unix socket.</summary>
public sealed class UnixSocketTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgworker-socket-");
    private RedisServer _redis = null!;

    private string SocketFile => Path.Combine(_folder.FullName, "r.sock");

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _redis.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Receive_OnASocket_TakesUpdates_AfterACrashToo_AndLeavesALivingOneAlone()
    {
        var killed = Start();
        await killed.WaitForOutputAsync("accepts updates");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite, Mode());
        await killed.DisposeAsync(); // Kill: the socket's file stays.
        Assert.True(File.Exists(SocketFile));

        await using var receiver = Start();
        await receiver.WaitForOutputAsync("accepts updates");
        Assert.Equal(200, await PostAsync());

        await using var second = Start();
        Assert.Equal(1, await second.WaitForExitAsync());
        Assert.Contains(second.Output.Concat(second.Errors), line => line.Contains("another program has it", StringComparison.Ordinal));
        Assert.Equal(200, await PostAsync());

        receiver.Terminate();
        Assert.Equal(0, await receiver.WaitForExitAsync());
        Assert.Equal("2", await RawRedis.SendAsync(_redis.Host, _redis.Port, "LLEN", "p_queues:telegram_updates"));
    }

    // It was taken for the socket of a receiver that had died, and deleted.
    [Fact]
    public async Task Receive_OnAFileThatIsNoSocket_LeavesItAndSaysSo()
    {
        await File.WriteAllTextAsync(SocketFile, "precious");
        await using var receiver = Start();

        Assert.Equal(1, await receiver.WaitForExitAsync());
        Assert.Equal("precious", await File.ReadAllTextAsync(SocketFile));
        Assert.Contains(receiver.Output.Concat(receiver.Errors), line => line.Contains("no socket", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Receive_OnASocketInNoFolder_SaysSo()
    {
        await using var receiver = Start(Path.Combine(_folder.FullName, "none", "r.sock"));

        Assert.Equal(1, await receiver.WaitForExitAsync());
        Assert.Contains(
            receiver.Output.Concat(receiver.Errors), line => line.Contains("its folder does not exist", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Receive_OnASocketWithTooLongAPath_IsAMistakeInTheConfiguration()
    {
        await using var receiver = Start(Path.Combine(_folder.FullName, new string('x', 100)));

        Assert.Equal(2, await receiver.WaitForExitAsync());
        Assert.Contains(receiver.Errors, line => line.Contains("longer than the 107 bytes", StringComparison.Ordinal));
    }

    private UnixFileMode Mode() => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(SocketFile) & (UnixFileMode)0x1FF;

    private WorkerProcess Start(string? socket = null) => WorkerProcess.Start(
        "receive", "--redis", _redis.Url, "--prefix", "p_", "--any-bot", "--listen", $"http://unix:{socket ?? SocketFile}");

    private async Task<int> PostAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketFile));
        await using var http = new RawHttp(new NetworkStream(socket, ownsSocket: true));
        return (await http.PostAsync("/telegram/bot/webhook/main", "{}"u8.ToArray(), null)).Status;
    }
}
