using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting.Primaries;

namespace TgWorker.Redis.Connecting;

/// <summary>
/// One connection of the client library to one server. It ends with the first trouble: the library would connect again by itself,
/// and nobody would know whether the same server, with the same data, is at the other end.
/// </summary>
internal sealed class Link
{
    private readonly ConnectionMultiplexer _multiplexer;
    private readonly bool _wholeCluster;
    private readonly TimeProvider _time;
    private long _answered;
    private volatile bool _isBroken;

    private Link(
        ConnectionMultiplexer multiplexer, Place place, QueueServer server, int database, bool wholeCluster, TimeProvider time)
    {
        _multiplexer = multiplexer;
        _wholeCluster = wholeCluster;
        _time = time;
        Place = place;
        Server = server;
        Database = multiplexer.GetDatabase(database);
        _answered = time.GetTimestamp();
    }

    /// <summary>Where it leads.</summary>
    public Place Place { get; }

    /// <summary>The same for telemetry.</summary>
    public QueueServer Server { get; }

    public IDatabase Database { get; }

    /// <summary>What every command must be sent with: one that belongs on another server is an error, not sent there.</summary>
    public CommandFlags Flags => _wholeCluster ? CommandFlags.None : CommandFlags.NoRedirect;

    /// <summary>What INFO said when it was opened; empty where the user may not ask.</summary>
    public IReadOnlyDictionary<string, string> Info { get; private set; } = new Dictionary<string, string>();

    /// <summary>Whether it has ended.</summary>
    public bool IsBroken => _isBroken;

    /// <summary>Calls back once when it has ended by itself.</summary>
    public Action? Broke { get; set; }

    /// <summary>Whether the server says that it is one of a cluster.</summary>
    public bool IsCluster => Info.GetValueOrDefault("cluster_enabled") == "1";

    /// <summary>
    /// What tells this server, as it runs now, from any other and from itself before a restart; null where it cannot be told.
    /// </summary>
    public string? Identity => Info.GetValueOrDefault("run_id");

    /// <summary>Connects, and makes sure that the server is what it should be.</summary>
    /// <exception cref="RedisException">It could not be reached, or refused.</exception>
    /// <exception cref="RedisCommandException">It has no such database.</exception>
    /// <exception cref="QueueUnavailableException">It is not the primary that it should be.</exception>
    public static async Task<Link> OpenAsync(
        RedisConnectionOptions options, Place place, int database, string role, bool wholeCluster, TimeProvider time)
    {
        var settings = RedisClientSettings.Build(options, place, database, role, wholeCluster);
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(settings).ConfigureAwait(false);
        var link = new Link(multiplexer, place, ServerOf(options, place), database, wholeCluster, time);
        try
        {
            multiplexer.ConnectionFailed += link.OnConnectionFailed;
            link.Info = await ServerInfo.ReadAsync(link.Database).WaitAsync(options.CommandTimeout, time).ConfigureAwait(false);
            link.CheckRole();
            await (database == 0 ? Task.CompletedTask : link.CheckDatabaseAsync().WaitAsync(options.CommandTimeout, time))
                .ConfigureAwait(false);
            return link;
        }
        catch
        {
            await link.CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes note of an answer.</summary>
    public void NoteAnswer() => Volatile.Write(ref _answered, _time.GetTimestamp());

    /// <summary>
    /// Takes note of a call that was not answered in time. Gives the link up when it has fallen silent: a router that forgot it tells
    /// nobody, and the library would wait for the operating system to notice, a quarter of an hour or for ever.
    /// </summary>
    public void NoteSilence(TimeSpan timeout)
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _answered)) >= timeout)
        {
            Break();
        }
    }

    /// <summary>Gives the link up: the server refused, because it is not the one to ask any more.</summary>
    public void Break()
    {
        if (!_isBroken)
        {
            _isBroken = true;
            Broke?.Invoke();
        }
    }

    /// <summary>Ends it: calls under way fail. Never throws.</summary>
    public async Task CloseAsync()
    {
        _isBroken = true;
        _multiplexer.ConnectionFailed -= OnConnectionFailed;
        try
        {
            await _multiplexer.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            // It is as good as closed.
        }

        _multiplexer.Dispose();
    }

    private static QueueServer ServerOf(RedisConnectionOptions options, Place place) =>
        place.Address is { } address ? new QueueServer(address.Host, address.Port)
        : options.UnixSocket is { } path ? new QueueServer(path, null)
        : new QueueServer(options.Host, options.Port);

    private void OnConnectionFailed(object? sender, ConnectionFailedEventArgs e)
    {
        // One node of many may fail: the library asks the others.
        if (!_wholeCluster)
        {
            Break();
        }
    }

    // INFO says nothing of a database that does not exist; the first command about a key does.
    private async Task CheckDatabaseAsync()
    {
        try
        {
            await Database.KeyExistsAsync("tgworker", Flags).ConfigureAwait(false);
        }
        catch (RedisServerException exception) when (!RedisErrorText.NoDatabase(exception.Message))
        {
            // This key may not be the user's to ask for.
        }
    }

    // Whom the Sentinels or the cluster name must agree that it is the primary.
    private void CheckRole()
    {
        if (Place.Address is { } address && Info.TryGetValue("role", out var role) && role != "master")
        {
            throw new QueueUnavailableException(
                $"{address}, which is to be the primary, says that it is a replica", new InvalidOperationException(role),
                mayHaveHappened: false);
        }
    }
}
