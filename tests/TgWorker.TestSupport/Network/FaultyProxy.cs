using System.Net;
using System.Net.Sockets;

namespace TgWorker.TestSupport.Network;

/// <summary>A TCP proxy in front of a server that fails in the ways in which networks fail.</summary>
public sealed class FaultyProxy : IAsyncDisposable
{
    private (string Host, int Port) _target;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly HashSet<ProxiedConnection> _connections = [];
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    private FaultyProxy(string targetHost, int targetPort)
    {
        _target = (targetHost, targetPort);
    }

    /// <summary>Where clients connect to, on 127.0.0.1; stays the same.</summary>
    public int Port { get; private set; }

    /// <summary>How many connections are open now.</summary>
    public int Connections
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count;
            }
        }
    }

    /// <summary>How many connections were ever accepted.</summary>
    public int Accepted { get; private set; }

    internal ProxyFaults Faults { get; } = new();

    /// <summary>Starts a proxy in front of a server.</summary>
    public static FaultyProxy Start(string targetHost, int targetPort)
    {
        var proxy = new FaultyProxy(targetHost, targetPort);
        proxy.Listen();
        return proxy;
    }

    /// <summary>Resets every open connection; new ones are accepted.</summary>
    public void Cut()
    {
        foreach (var connection in Open())
        {
            connection.Reset();
        }
    }

    /// <summary>Resets every open connection and refuses new ones until <see cref="Accept"/>.</summary>
    public async Task RefuseAsync()
    {
        _listener?.Dispose();
        _listener = null;
        await _accepting;
        Cut();
    }

    /// <summary>Accepts connections again after <see cref="RefuseAsync"/>.</summary>
    public void Accept() => Listen();

    /// <summary>Leads connections that are accepted from now on to another server.</summary>
    public void Retarget(string host, int port) => _target = (host, port);

    /// <summary>
    /// The open connections that have carried <paramref name="text"/> fall silent for good: nothing arrives, nothing comes back,
    /// and nobody is told, as when a router forgets a connection. New ones work.
    /// </summary>
    public void Strand(string text)
    {
        foreach (var connection in Open())
        {
            connection.Strand(text);
        }
    }

    /// <summary>Passes nothing on in either direction, with all connections open, until <see cref="Thaw"/>; then all of it.</summary>
    public void Freeze() => Faults.Freeze();

    /// <summary>Ends <see cref="Freeze"/>.</summary>
    public void Thaw() => Faults.Thaw();

    /// <summary>Holds every piece of data back for so long, in each direction.</summary>
    public void Slow(TimeSpan delay) => Faults.Delay = delay;

    /// <summary>
    /// Half-open: what clients send arrives, what the server answers vanishes. Set it back and the connections are of no more
    /// use to their clients, as the stream lacks bytes; <see cref="Cut"/> them.
    /// </summary>
    public void DropAnswers(bool drop = true) => Faults.DropAnswers = drop;

    /// <summary>
    /// Once: the next request that contains <paramref name="text"/> arrives, its answer does not, and the connection is reset.
    /// The client cannot know whether it took effect.
    /// </summary>
    public void LoseAnswerTo(string text) => Faults.LoseAnswerTo = text;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Thaw();
        await RefuseAsync();
        await Task.WhenAll(Open().Select(connection => connection.Ended));
        _stopping.Dispose();
    }

    private ProxiedConnection[] Open()
    {
        lock (_gate)
        {
            return [.. _connections];
        }
    }

    private void Listen()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener);
    }

    private async Task AcceptAsync(TcpListener from)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Serve(await from.AcceptSocketAsync(_stopping.Token));
            }
            catch (Exception e) when (
                e is SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private void Serve(Socket client)
    {
        var connection = new ProxiedConnection(client, Faults);
        lock (_gate)
        {
            _connections.Add(connection);
            Accepted++;
        }

        connection.Run(_target.Host, _target.Port, Forget, _stopping.Token);
    }

    private void Forget(ProxiedConnection connection)
    {
        lock (_gate)
        {
            _connections.Remove(connection);
        }
    }
}
