using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting.Primaries;

namespace TgWorker.Redis.Connecting;

/// <summary>
/// A connection as it is at one moment. When it breaks or the primary is elsewhere, commands are refused until whoever uses it has
/// pinned it again, knowing that what it was told by the last server may mean nothing to this one.
/// </summary>
internal sealed class PinnedConnection : RedisCommands
{
    private readonly RedisConnection _connection;
    private volatile Link? _pin;

    public PinnedConnection(RedisConnection connection, RedisGateway gateway)
        : base(connection.Address, gateway.Options.CommandTimeout, gateway.Time)
    {
        _connection = connection;
        LongestIgnorance = gateway.LongestIgnorance;
        Pin();
    }

    /// <inheritdoc cref="IPrimaryWatch.LongestIgnorance"/>
    public TimeSpan LongestIgnorance { get; }

    /// <summary>Whether there is another connection than the one that was pinned.</summary>
    public bool HasMoved => _connection.Current is { } current && current != _pin;

    /// <inheritdoc cref="Link.Identity"/>
    public string? Identity => _pin?.Identity;

    /// <summary>Pins the connection as it is now.</summary>
    /// <exception cref="QueueUnavailableException">There is none.</exception>
    public void Pin() => _pin = _connection.Current ?? throw NotSent("no connection", null);

    /// <inheritdoc/>
    protected override Link Use() =>
        _connection.Current is { } current && current == _pin ? current : throw NotSent("the connection has changed", null);

    /// <inheritdoc/>
    public override void Doubt() => _connection.Doubt();
}
