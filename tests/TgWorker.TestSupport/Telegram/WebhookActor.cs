namespace TgWorker.TestSupport.Telegram;

/// <summary>
/// Delivers a bot's updates to its webhook as Telegram's server does: at most 2 × max_connections webhook queues are loaded, each delivered
/// one update after the other; one connection while nothing has succeeded for ten seconds; new connections are rationed.
/// </summary>
/// <remarks>After WebhookActor.cpp of tdlib/telegram-bot-api. Everything happens under the bot's lock.</remarks>
internal sealed class WebhookActor : IDisposable
{
    private static readonly TimeSpan Unproven = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GoneFor = TimeSpan.FromHours(23);

    private readonly Lock _gate;
    private readonly TelegramQueue _updates;
    private readonly BotApiServerOptions _options;
    private readonly Random _chance = new(1);
    private readonly Dictionary<string, WebhookQueue> _queues = [];
    private readonly HashSet<WebhookConnection> _connections = [];
    private readonly Stack<WebhookConnection> _idle = new();
    private readonly ConnectionFlood _activeFlood;
    private readonly ConnectionFlood _pendingFlood;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _timer;
    private readonly Action<Delivery> _delivered;
    private readonly Action<string> _answered;
    private int _offset;
    private long? _lastSuccess;
    private DateTimeOffset? _goneSince;
    private bool _disposed;

    public WebhookActor(WebhookSettings settings, TelegramQueue updates, Lock gate, BotApiServerOptions options, Action<Delivery> delivered,
        Action<string> answered)
    {
        (Settings, _updates, _gate, _options, _delivered, _answered) = (settings, updates, gate, options, delivered, answered);
        _activeFlood = new ConnectionFlood(10, TimeSpan.FromSeconds(0.5), options.Time);
        _pendingFlood = new ConnectionFlood(1, TimeSpan.FromSeconds(2), options.Time);
        _timer = options.Time.CreateTimer(_ => Loop(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public WebhookSettings Settings { get; }

    /// <summary>How many connections it has open.</summary>
    public int Connections => _connections.Count;

    /// <summary>How many it ever opened.</summary>
    public int Opened { get; private set; }

    public DateTimeOffset? LastErrorAt { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>Whether 23 hours of 410 have ended it.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Does whatever can be done now.</summary>
    public void Loop()
    {
        lock (_gate)
        {
            if (_disposed || IsGone)
            {
                return;
            }

            Load();
            var wait = Connect();
            // By one look at the clock: what falls due between two would be neither sent nor waited for.
            var now = _options.Time.GetUtcNow();
            Send(now);
            var next = _queues.Values.Where(queue => queue.WakesAt != DateTimeOffset.MaxValue).Select(queue => queue.WakesAt - now)
                .Append(wait).Where(due => due > TimeSpan.Zero).DefaultIfEmpty(Timeout.InfiniteTimeSpan).Min();
            _timer.Change(next == Timeout.InfiniteTimeSpan ? next : next + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _stopping.Cancel();
            _timer.Dispose();
            foreach (var connection in _connections)
            {
                connection.Dispose();
            }
        }
    }

    // Bounded by queues, not updates: where every loaded head fails, nobody else's updates are delivered.
    private void Load()
    {
        foreach (var update in _updates.From(_offset))
        {
            if (_queues.Count >= 2 * Settings.MaxConnections)
            {
                return;
            }

            if (!_queues.TryGetValue(update.Queue, out var queue))
            {
                _queues.Add(update.Queue, queue = new WebhookQueue(update.Queue) { WakesAt = _options.Time.GetUtcNow() });
            }

            queue.Updates.Enqueue(update);
            _offset = update.Id + 1;
        }
    }

    /// <returns>How long the next connection has to wait; zero when none is wanted.</returns>
    private TimeSpan Connect()
    {
        var isActive = _lastSuccess is { } success && _options.Time.GetElapsedTime(success) < Unproven;
        var wanted = Math.Min(_queues.Count, isActive ? Settings.MaxConnections : 1);
        var flood = isActive ? _activeFlood : _pendingFlood;
        while (_connections.Count < wanted)
        {
            if (flood.Wait is var wait && wait > TimeSpan.Zero)
            {
                return wait;
            }

            flood.Add();
            var connection = new WebhookConnection(Settings, _options);
            _connections.Add(connection);
            _idle.Push(connection);
            Opened++;
        }

        return TimeSpan.Zero;
    }

    private void Send(DateTimeOffset now)
    {
        foreach (var queue in _queues.Values.Where(queue => queue.WakesAt <= now).OrderBy(queue => queue.WakesAt).ToList())
        {
            if (!_idle.TryPop(out var connection))
            {
                return;
            }

            queue.WakesAt = DateTimeOffset.MaxValue;
            _ = SendAsync(queue, queue.Head, connection, now);
        }
    }

    private async Task SendAsync(WebhookQueue queue, PendingUpdate head, WebhookConnection connection, DateTimeOffset sent)
    {
        await Task.Yield();
        var answer = await connection.SendAsync(head, _stopping.Token);
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            Take(queue, answer, sent);
            if (answer.KeepsAlive)
            {
                _idle.Push(connection);
            }
            else
            {
                _connections.Remove(connection);
                connection.Dispose();
            }
        }

        Loop();
    }

    private void Take(WebhookQueue queue, WebhookAnswer answer, DateTimeOffset sent)
    {
        var now = _options.Time.GetUtcNow();
        _delivered(new Delivery(queue.Head.Id, queue.Name, sent, now, answer.Status, answer.RetryAfter));
        if (answer.Problem is null)
        {
            _lastSuccess = _options.Time.GetTimestamp();
            _goneSince = null;
            _answered(answer.Body);
            Drop(queue, now);
            return;
        }

        (LastErrorAt, LastError) = (now, answer.Problem);
        NoteGone(answer.Status, now);
        if (!queue.Fail(answer.RetryAfter ?? 0, now, _chance))
        {
            Drop(queue, now);
        }
    }

    private void NoteGone(int status, DateTimeOffset now)
    {
        if (status != 410)
        {
            _goneSince = status == 0 ? _goneSince : null;
            return;
        }

        _goneSince ??= now;
        IsGone = now > _goneSince + GoneFor;
    }

    private void Drop(WebhookQueue queue, DateTimeOffset now)
    {
        _updates.Forget(queue.Head.Id);
        if (!queue.Advance(now))
        {
            _queues.Remove(queue.Name);
        }
    }
}
