using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TgWorker.Envelopes;
using TgWorker.Queues;

namespace TgWorker.Redis;

/// <summary>One worker incarnation on a Redis queue. Every move between two places is one script.</summary>
internal sealed partial class RedisQueueSession : IQueueSession
{
    // A script's arguments must fit on Lua's stack.
    private const int MostSlots = 1000;

    // For so few lanes, payloads that pass through the script cost less than a call of their own.
    private const int FewLanes = 4;
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

    public async ValueTask<IReadOnlyList<Settled>> FinishAsync(IReadOnlyList<Delivery> deliveries, bool takeNext, CancellationToken cancellationToken)
    {
        if (deliveries.Count == 0)
        {
            return [];
        }

        var areFew = deliveries.Count <= FewLanes;
        var values = new RedisValue[2 + (2 * deliveries.Count)];
        values[1] = !takeNext ? 0 : areFew ? 2 : 1;
        for (var i = 0; i < deliveries.Count; i++)
        {
            values[2 + (2 * i)] = deliveries[i].Lane;
            values[3 + (2 * i)] = deliveries[i].Fence;
        }

        var readAlong = takeNext && !areFew ? _jobs.ReadFollowingAsync(deliveries) : null;
        var answer = await SettleAsync(
            RedisScript.Finish,
            () => [_keys.Lanes, _keys.Jobs, _keys.Ready, _keys.Workers, _keys.Holding(Incarnation), _keys.Fence, _keys.Tries],
            values,
            cancellationToken).ConfigureAwait(false);
        var settled = new Settled[deliveries.Count];
        var number = deliveries.Count;
        var payload = answer is not null && areFew ? (number + answer.Length) / 2 : 0;
        for (var i = 0; i < settled.Length; i++)
        {
            var code = answer is null ? 0 : (long)answer[i];
            Delivery? next = null;
            if (code > 1)
            {
                var head = new LaneHead(deliveries[i].Lane, code, (long)answer![number++], areFew ? (byte[]?)answer[payload++] : null);
                next = await NextAsync(deliveries, i, head, readAlong).ConfigureAwait(false);
            }

            settled[i] = new Settled(code > 0, next);
            _held.Settle(deliveries[i], next);
            if (code > 0)
            {
                _observer?.Finished(deliveries[i]);
                Started(next);
            }
        }

        NoteReady(takeNext);
        return settled;
    }

    public async ValueTask<Settled> FailAsync(Delivery delivery, Failure failure, bool takeNext, CancellationToken cancellationToken)
    {
        var (id, record) = FailedJobRecord.Write(delivery, failure, _options.Name, _name);
        var answer = await SettleAsync(
            RedisScript.Fail,
            () =>
            [
                _keys.Lanes, _keys.Jobs, _keys.Ready, _keys.Workers, _keys.Holding(Incarnation), _keys.Fence, _keys.Tries,
                _keys.Stopped, _keys.Failed, _keys.FailedJobs,
            ],
            [default, delivery.Lane, delivery.Fence, takeNext ? 1 : 0, failure.HoldLane ? 1 : 0, id, record],
            cancellationToken).ConfigureAwait(false);
        var code = answer is null ? 0 : (long)answer[0];
        var next = code > 1 ? new Delivery(_reader.Read((byte[])answer![2]!), code) { Number = (long)answer[1] } : null;
        _held.Settle(delivery, next);
        NoteReady(takeNext);
        if (code > 0)
        {
            _observer?.Failed(delivery, failure);
            Started(next);
        }

        return new Settled(code > 0, next);
    }

    public async ValueTask<bool> ParkAsync(Delivery delivery, TimeSpan delay, int failures, CancellationToken cancellationToken)
    {
        var milliseconds = (long)Math.Ceiling(Math.Max(delay.TotalMilliseconds, 0));
        var answer = await SettleAsync(
            RedisScript.Park,
            () => [_keys.Lanes, _keys.Ready, _keys.Workers, _keys.Holding(Incarnation), _keys.Tries],
            [default, delivery.Lane, delivery.Fence, milliseconds, failures],
            cancellationToken).ConfigureAwait(false);
        _held.Settle(delivery, null);
        _next.Due(milliseconds);
        if (answer is null || (long)answer[0] != 1)
        {
            return false;
        }

        _observer?.Released(delivery, failures);
        return true;
    }

    public async ValueTask<bool> NoteFailuresAsync(Delivery delivery, int failures, CancellationToken cancellationToken)
    {
        var answer = await SettleAsync(
            RedisScript.NoteFailures,
            () => [_keys.Lanes, _keys.Workers, _keys.Holding(Incarnation), _keys.Tries],
            [default, delivery.Lane, delivery.Fence, failures],
            cancellationToken).ConfigureAwait(false);
        return answer is not null && (long)answer[0] == 1;
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

    // What follows in a lane that was let go of is there for the next claim.
    private void NoteReady(bool takeNext)
    {
        if (!takeNext)
        {
            _next.Due(0);
        }
    }

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
