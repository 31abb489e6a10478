using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace TgWorker.Hosting.Systemd;

/// <summary>
/// Tells systemd how the service fares, as sd_notify(3) does. Without a supervisor that listens, it does nothing; a message
/// that cannot be delivered is dropped, as the worker's own work goes on without it.
/// </summary>
internal sealed class ServiceNotifier : IDisposable
{
    private readonly Socket? _socket;
    private readonly UnixDomainSocketEndPoint? _supervisor;

    /// <summary>Creates a notifier for a socket's address.</summary>
    /// <param name="address">A path, or a name in the abstract namespace after an <c>@</c>; null or empty is no supervisor.</param>
    /// <param name="watchdogTimeout">The silence after which the supervisor takes the service for dead; null is never.</param>
    public ServiceNotifier(string? address, TimeSpan? watchdogTimeout = null)
    {
        if (address is not ['/' or '@', _, ..])
        {
            return;
        }

        _supervisor = new UnixDomainSocketEndPoint(address[0] == '@' ? $"\0{address.AsSpan(1)}" : address);
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        WatchdogInterval = watchdogTimeout / 2;
    }

    /// <summary>How often <see cref="Watchdog"/> is to be called, half the time the supervisor allows; null is never.</summary>
    public TimeSpan? WatchdogInterval { get; }

    /// <summary>Creates a notifier from NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID, which the supervisor sets.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static ServiceNotifier FromEnvironment(Func<string, string?> variable)
        => new(variable("NOTIFY_SOCKET"), WatchdogTimeout(variable("WATCHDOG_USEC"), variable("WATCHDOG_PID")));

    /// <summary>The service has started.</summary>
    public void Ready() => Send("READY=1");

    /// <summary>The service reads its configuration again; <see cref="Ready"/> says that it has.</summary>
    public void Reloading() => Send(string.Create(
        CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={Stopwatch.GetElapsedTime(0).Ticks / TimeSpan.TicksPerMicrosecond}"));

    /// <summary>The service has begun to stop.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <summary>Shows one line in <c>systemctl status</c>.</summary>
    public void Status(string text) => Send($"STATUS={text.ReplaceLineEndings(" ")}");

    /// <summary>The service is alive.</summary>
    public void Watchdog() => Send("WATCHDOG=1");

    /// <inheritdoc />
    public void Dispose() => _socket?.Dispose();

    private static TimeSpan? WatchdogTimeout(string? microseconds, string? pid)
    {
        var isForUs = string.IsNullOrEmpty(pid) || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return isForUs
            && long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var timeout)
            && timeout is > 0 and <= long.MaxValue / TimeSpan.TicksPerMicrosecond
                ? TimeSpan.FromTicks(timeout * TimeSpan.TicksPerMicrosecond)
                : null;
    }

    private void Send(string message)
    {
        try
        {
            _socket?.SendTo(Encoding.UTF8.GetBytes(message), _supervisor!);
        }
        catch (SocketException)
        {
            // The supervisor is gone or its buffer is full: nothing to be done about it from here.
        }
    }
}
