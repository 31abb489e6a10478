using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Laravel;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Replicas;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Sessions;

/// <summary>One worker incarnation on a Redis queue. Every move between two places is one script.</summary>
internal sealed partial class RedisQueueSession : IQueueSession
{
    // A script's arguments must fit on Lua's stack.
    private const int MostSlots = 1000;
    private const int SuspectWaitMilliseconds = 100;
    private static readonly TimeSpan RouteAnyway = TimeSpan.FromMilliseconds(50);

    private readonly RedisConnection _connection;
    private readonly QueueKeys _keys;
    private readonly RedisQueueOptions _options;
    private readonly IJobReader _reader;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LaneJobs _jobs;
    private readonly LaneRouter _router;
    private readonly ListWatcher _watcher;
    private readonly ReplicaCard _card;
    private readonly LaravelNeighbours _laravel;
    private readonly IQueueObserver? _observer;
    private readonly NextTurn _next;
    private readonly CallGate _gate = new();
    private readonly HeldLanes _held = new();
    private readonly string _name;

    private int _renames;
    private bool _answerLost;
    private bool _readAhead;
    private long _lastRoute;
    private long? _restartAtJoin;

    public RedisQueueSession(
        string name,
        RedisConnection connection,
        QueueKeys keys,
        RedisQueueOptions options,
        IJobReader reader,
        ListWatcher watcher,
        ReplicaCard card,
        LaravelNeighbours laravel,
        IQueueObserver? observer,
        TimeProvider time,
        ILogger logger)
    {
        _name = Incarnation = name;
        _connection = connection;
        _keys = keys;
        _options = options;
        _reader = reader;
        _watcher = watcher;
        _card = card;
        _laravel = laravel;
        _observer = observer;
        _time = time;
        _logger = logger;
        _jobs = new LaneJobs(connection, keys);
        _router = new LaneRouter(connection, keys, options, reader);
        _next = new NextTurn(time);
    }

    public string Incarnation { get; private set; }

    public TimeSpan Lease => _options.Lease;

    public Func<WorkerLoad>? Load { get; set; }

    private long LeaseMilliseconds => (long)_options.Lease.TotalMilliseconds;

    public async ValueTask<Claim> ClaimAsync(int slots, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        slots = Math.Min(slots, MostSlots);
        var granted = new List<Delivery>(slots);
        try
        {
            _next.Forget();
            var routeAnyway = _time.GetElapsedTime(_lastRoute) > RouteAnyway;
            var count = _router.EntriesFor(slots);
            var (mayRoute, entries) = await GrantReadyAsync(granted, slots, routeAnyway, count).ConfigureAwait(false);
            if (mayRoute is not RightToRoute.Mine)
            {
                _next.Elsewhere(mayRoute is RightToRoute.Another);
                return new Claim(granted, 0, Exhausted: mayRoute is RightToRoute.NotNeeded && granted.Count < slots);
            }

            return await RouteAsync(granted, slots, entries, count).ConfigureAwait(false);
        }
        catch (QueueUnavailableException exception)
        {
            NoteLostAnswer(exception);
            if (granted.Count == 0)
            {
                throw;
            }

            // These lanes are held under this name, and nobody else would ever run them.
            return new Claim(granted, 0, Exhausted: false);
        }
        finally
        {
            _gate.Exit();
        }
    }

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (_next.RouterBusy)
        {
            await Task.Delay(_next.BackOff(), _time, cancellationToken).ConfigureAwait(false);
            return;
        }

        await _next.WaitAsync(_watcher.Watch(), atMost, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Heartbeat> RenewAsync(CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        RedisResult[] answer;
        try
        {
            answer = (RedisResult[])(await _connection.EvaluateAsync(
                RedisScript.Renew, [_keys.Workers, _keys.Ready, _keys.Paused, _keys.Restart], [Incarnation, LeaseMilliseconds]).ConfigureAwait(false))!;
        }
        finally
        {
            _gate.Exit();
        }

        var first = (long)answer[0];
        if (first == -1)
        {
            throw new LeaseLostException(Incarnation);
        }

        var restart = (long)answer[1];
        _restartAtJoin ??= restart;
        var recovered = 0;
        for (var i = 3; i < answer.Length; i++)
        {
            recovered += await RecoverAsync((string)answer[i]!).ConfigureAwait(false);
        }

        var lapsed = answer.Length > 3 ? Array.ConvertAll(answer[3..], worker => (string)worker!) : null;

        _next.Due(recovered > 0 ? 0 : (long)answer[2]);
        _laravel.Beat();
        _card.Beat(Load);
        return new Heartbeat(first == 1 || _laravel.Paused, restart != _restartAtJoin || _laravel.RestartRequested, recovered, lapsed);
    }

    public async ValueTask LeaveAsync(CancellationToken cancellationToken)
    {
        await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _connection.EvaluateAsync(
                RedisScript.Leave, [_keys.Workers, _keys.Holding(Incarnation), _keys.Lanes, _keys.Ready, _keys.Router], [Incarnation]).ConfigureAwait(false);
        }
        finally
        {
            _gate.Exit();
        }

        await _card.RemoveAsync().ConfigureAwait(false);
        await _laravel.PartAsync().ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _watcher.DisposeAsync();

    private void Started(Delivery? delivery)
    {
        if (delivery is not null)
        {
            _observer?.Started(delivery);
        }
    }

    private async Task<int> RecoverAsync(string lapsed)
    {
        var lanes = (int)await _connection.EvaluateAsync(
            RedisScript.Recover, [_keys.Workers, _keys.Holding(lapsed), _keys.Lanes, _keys.Ready, _keys.Tries], [lapsed]).ConfigureAwait(false);
        _card.Forget(lapsed);
        if (lanes > 0)
        {
            LanesRecovered(_logger, lapsed, lanes);
        }

        return lanes;
    }

    [LoggerMessage(210, LogLevel.Warning, "Worker {Worker} lost its lease: {Lanes} of its chats go on elsewhere")]
    private static partial void LanesRecovered(ILogger logger, string worker, int lanes);

    [LoggerMessage(211, LogLevel.Information, "Redis answers again; {Lanes} chats whose answer was lost were set free")]
    private static partial void Rejoined(ILogger logger, int lanes);
}
