using System.Net.Sockets;
using System.Text;
using TgWorker.Hosting.Systemd;

namespace TgWorker.Tests.Systemd;

public sealed class ServiceNotifierTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Messages_ToASocketInTheFileSystem_ArriveInOrder()
    {
        var path = Path.Combine(_directory.FullName, "notify");
        using var supervisor = Listen(path);
        using var notifier = new ServiceNotifier(path);

        notifier.Ready();
        notifier.Status("two lines\nbecome one");
        notifier.Watchdog();
        notifier.Stopping();

        Assert.Equal(
            ["READY=1", "STATUS=two lines become one", "WATCHDOG=1", "STOPPING=1"],
            Enumerable.Range(0, 4).Select(_ => Receive(supervisor)));
    }

    [Fact]
    public void Messages_ToAnAbstractSocket_Arrive()
    {
        var name = $"tgworker-{Guid.NewGuid():N}";
        using var supervisor = Listen("\0" + name);
        using var notifier = new ServiceNotifier("@" + name);

        notifier.Ready();

        Assert.Equal("READY=1", Receive(supervisor));
    }

    [Fact]
    public void Messages_NobodyListens_AreDropped()
    {
        using var notifier = new ServiceNotifier(Path.Combine(_directory.FullName, "gone"));

        Assert.Null(Record.Exception(notifier.Ready));
    }

    [Fact]
    public void Messages_SupervisorDoesNotRead_NeverBlock()
    {
        var path = Path.Combine(_directory.FullName, "notify");
        using var supervisor = Listen(path);
        using var notifier = new ServiceNotifier(path);

        for (var i = 0; i < 10_000; i++)
        {
            notifier.Watchdog();
        }

        Assert.Equal("WATCHDOG=1", Receive(supervisor));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("vsock:2:9999")]
    public void FromEnvironment_NoSocketItCanReach_DoesNothing(string? address)
    {
        using var notifier = ServiceNotifier.FromEnvironment(
            name => name switch { "NOTIFY_SOCKET" => address, "WATCHDOG_USEC" => "1000000", _ => null });

        notifier.Ready();

        Assert.Null(notifier.WatchdogInterval);
    }

    [Theory]
    [InlineData("60000000", null, 30.0)]
    [InlineData("60000000", "own", 30.0)]
    [InlineData("60000000", "1", null)]
    [InlineData("0", null, null)]
    [InlineData("soon", null, null)]
    [InlineData("9223372036854775807", null, null)]
    [InlineData(null, null, null)]
    public void WatchdogInterval_ByTheVariables_IsHalfTheTimeout(string? microseconds, string? pid, double? seconds)
    {
        using var notifier = ServiceNotifier.FromEnvironment(name => name switch
        {
            "NOTIFY_SOCKET" => "/run/systemd/notify",
            "WATCHDOG_USEC" => microseconds,
            "WATCHDOG_PID" => pid == "own" ? $"{Environment.ProcessId}" : pid,
            _ => null,
        });

        Assert.Equal(seconds, notifier.WatchdogInterval?.TotalSeconds);
    }

    private static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 30_000 };
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    private static string Receive(Socket socket)
    {
        var buffer = new byte[256];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }
}
