using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using TgWorker.Proof.Histories;

namespace TgWorker.Proof.Endpoint;

/// <summary>
/// The endpoint to which real workers forward: it notes every run in a history of its own and behaves as its script says.
/// Each process forwards to an address of its own, so that it is known who sent what.
/// </summary>
public sealed class Oracle : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Connection, Task> _connections = new();
    private readonly Task _accepting;

    /// <param name="history">Where runs are noted.</param>
    /// <param name="script">What to do with which update.</param>
    /// <param name="fenced">Whether a run is refused (409) when one with a greater token has started in its lane, as a store
    /// that checks tokens would.</param>
    public Oracle(History history, Script script, bool fenced = false)
    {
        Script = script;
        Runs = new OpenRuns(history, fenced);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What it does with which update.</summary>
    public Script Script { get; }

    /// <summary>Told of every request before it is answered.</summary>
    public Action<Arrival>? Arrived { get; set; }

    /// <summary>Kills a process; set by whoever starts them.</summary>
    public Action<string> Kill { get; set; } = _ => { };

    internal OpenRuns Runs { get; }

    /// <summary>Where the process with this name forwards to.</summary>
    public string AddressFor(string sender) => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{sender}";

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        foreach (var connection in _connections.Keys)
        {
            connection.Dispose();
        }

        await Task.WhenAll(_connections.Values);
        _stopping.Dispose();
    }

    internal void Tell(Arrival arrival) => Arrived?.Invoke(arrival);

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                socket.NoDelay = true;
                var connection = new Connection(socket, this);
                var serving = _connections[connection] = connection.ServeAsync(_stopping.Token);
                _ = serving.ContinueWith(_ => _connections.TryRemove(connection, out var _), TaskScheduler.Default);
            }
            catch (Exception e) when (e is SocketException or InvalidOperationException or OperationCanceledException)
            {
                return;
            }
        }
    }
}
