using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting.Primaries;
using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting;

/// <summary>A connection to Redis that is made again, to wherever its primary is, whenever it breaks or the primary is elsewhere.</summary>
internal sealed class RedisConnection : RedisCommands, IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly RedisGateway _gateway;
    private readonly bool _ownsGateway;
    private readonly string _role;
    private readonly int _database;
    private readonly CancellationTokenSource _ending = new();
    private readonly Signal _wake;
    private Task _keeping = Task.CompletedTask;
    private Task _closing = Task.CompletedTask;
    private volatile Link? _link;
    private volatile Exception? _problem;
    private bool _wholeCluster;
    private bool _disposed;

    private RedisConnection(RedisGateway gateway, bool ownsGateway, string role, int database)
        : base(gateway.Options.WithDatabase(database).ToString(), gateway.Options.CommandTimeout, gateway.Time)
    {
        _gateway = gateway;
        _ownsGateway = ownsGateway;
        _role = role;
        _database = database;
        _wake = new Signal(gateway.Time);
        gateway.Changed += _wake.Set;
    }

    /// <summary>The connection at this moment; null while there is none that may be used.</summary>
    public Link? Current => Refusal(out var link) is null ? link : null;

    /// <summary>Opens a connection.</summary>
    /// <param name="options">Where Redis is.</param>
    /// <param name="role">What the connection is for, as Redis shows it.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="QueueUnavailableException">Redis cannot be reached now.</exception>
    public static Task<RedisConnection> OpenAsync(RedisConnectionOptions options, string role, TimeProvider time) =>
        OpenAsync(new RedisConnection(new RedisGateway(options, time), ownsGateway: true, role, options.Database));

    /// <summary>Opens a connection through a gateway that it shares with others.</summary>
    public static Task<RedisConnection> OpenAsync(RedisGateway gateway, string role, int database) =>
        OpenAsync(new RedisConnection(gateway, ownsGateway: false, role, database));

    /// <summary>The connection as it is now.</summary>
    /// <exception cref="QueueUnavailableException">There is none.</exception>
    public PinnedConnection Pin() => new(this, _gateway);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        _gateway.Changed -= _wake.Set;
        await _ending.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        Retire();
        await _closing.ConfigureAwait(false);
        if (_ownsGateway)
        {
            await _gateway.DisposeAsync().ConfigureAwait(false);
        }

        _ending.Dispose();
    }

    /// <inheritdoc/>
    protected override Link Use() => Refusal(out var link) is { } refusal ? throw NotSent(refusal, _problem) : link!;

    /// <inheritdoc/>
    public override void Doubt() => _gateway.Doubt();

    private static async Task<RedisConnection> OpenAsync(RedisConnection connection)
    {
        try
        {
            var now = await connection._gateway.FindAsync().ConfigureAwait(false);
            if (now.Trouble is { } trouble)
            {
                throw connection.NotSent(trouble, null);
            }

            await connection.ConnectAsync(now.Place!).ConfigureAwait(false);
            if (connection._link is null)
            {
                throw connection._problem is QueueUnavailableException or null ? connection.NotSent("no connection", connection._problem)
                    : connection.Failed(connection._problem);
            }

            connection._keeping = Task.Run(connection.KeepAsync);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private string? Refusal(out Link? link)
    {
        var now = _gateway.Now;
        link = _link;
        return now.Trouble ?? (link is null || link.IsBroken || link.Place != now.Place ? Problem() : null);
    }

    private string Problem() => _problem switch
    {
        null => "no connection",
        QueueUnavailableException unavailable => unavailable.Message,
        var problem => RedisErrorText.For(problem),
    };

    private async Task KeepAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            var now = _gateway.Now;
            if (_link is { } link && (link.IsBroken || link.Place != now.Place))
            {
                Retire();
                _gateway.Doubt();
            }

            if (_link is null && now is { Place: { } place, Trouble: null })
            {
                await ConnectAsync(place).ConfigureAwait(false);
                await (_link is null ? _wake.WaitAsync(RetryAfter, _ending.Token) : Task.CompletedTask).ConfigureAwait(false);
            }
            else
            {
                await _wake.WaitAsync(LookEvery, _ending.Token).ConfigureAwait(false);
            }
        }
    }

    private void Retire()
    {
        if (_link is { } link)
        {
            _link = null;
            _closing = Task.WhenAll(_closing, link.CloseAsync());
        }
    }

    /// <summary>Connects, unless the primary is elsewhere before that is done. Never throws.</summary>
    private async Task ConnectAsync(Place place)
    {
        var opening = Link.OpenAsync(_gateway.Options, place, _database, _role, _wholeCluster, _gateway.Time);
        while (!opening.IsCompleted && _gateway.Now.Place == place && !_ending.IsCancellationRequested)
        {
            await Task.WhenAny(opening, _wake.WaitAsync(LookEvery, _ending.Token)).ConfigureAwait(false);
        }

        if (!opening.IsCompleted)
        {
            _closing = Task.WhenAll(_closing, CloseLaterAsync(opening));
            return;
        }

        try
        {
            await TakeAsync(await opening.ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception) || exception is QueueUnavailableException)
        {
            _problem = exception;
            _gateway.Doubt();
        }
    }

    private async Task TakeAsync(Link link)
    {
        if (link.IsCluster && !_wholeCluster && link.Place.Address is null)
        {
            // From now on the library finds the node that has a key.
            _wholeCluster = true;
            await link.CloseAsync().ConfigureAwait(false);
            link = await Link.OpenAsync(_gateway.Options, link.Place, _database, _role, _wholeCluster, _gateway.Time).ConfigureAwait(false);
        }

        link.Broke = _wake.Set;
        (_problem, _link) = (null, link);
        if (link.IsBroken)
        {
            _wake.Set();
        }
    }

    private static async Task CloseLaterAsync(Task<Link> opening)
    {
        try
        {
            await (await opening.ConfigureAwait(false)).CloseAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception) || exception is QueueUnavailableException)
        {
            // There is nothing to close.
        }
    }
}
