using System.Globalization;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Leasing;

/// <summary>
/// The name under which a worker holds its lease and its lanes. Every call that changes something is made inside its gate. After a
/// lost answer Redis may count lanes as ours that we never heard of; so before anything else the worker takes a new name, and
/// with it only the lanes it knows. On another server than before it makes sure first that those are its own there as well.
/// </summary>
internal sealed partial class LeaseHolder(
    string name, PinnedConnection connection, QueueKeys keys, TimeSpan lease, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    private readonly CallGate _gate = new();
    private readonly Muster _muster = new(connection, keys, (long)lease.TotalMilliseconds, logger);
    private string? _server = connection.Identity;
    private long _renewed = time.GetTimestamp();
    private int _renames;
    private bool _answerLost;
    private volatile bool _isMoving;

    /// <summary>The name it has now.</summary>
    public string Name { get; private set; } = name;

    /// <summary>The name it joined under.</summary>
    public string FirstName { get; } = name;

    /// <summary>The lanes this worker knows it holds.</summary>
    public HeldLanes Held { get; } = new();

    /// <summary>How long the lease lasts without a renewal, in milliseconds.</summary>
    public long LeaseMilliseconds { get; } = (long)lease.TotalMilliseconds;

    /// <summary>Whether nothing new may be started, nor lanes of others be set free, since other workers have not come over yet.</summary>
    public bool MustWait => _muster.IsUnderWay;

    private bool IsElsewhere => _isMoving || connection.HasMoved;

    // By the worker's own clock.
    private long LeaseLeft => LeaseMilliseconds - (long)time.GetElapsedTime(Volatile.Read(ref _renewed)).TotalMilliseconds;

    /// <summary>Notes that the lease was renewed by a call sent at this timestamp.</summary>
    public void NoteRenewal(long sent) => Volatile.Write(ref _renewed, sent);

    /// <summary>Reports a worker that has just joined.</summary>
    /// <param name="highestFence">The greatest token that this process was ever given.</param>
    public Task ReportAsync(long highestFence)
    {
        Held.NoteFence(highestFence);
        return _muster.ReportAsync(Name, leaseLeft: 0, highestFence);
    }

    /// <summary>Leaves the other workers a moment to come over.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(AskAgain, time, cancellationToken);

    /// <summary>Asks again whether all workers have come over. Called inside the gate.</summary>
    public async Task<bool> MustWaitAsync()
    {
        if (MustWait)
        {
            await _muster.ReportAsync(Name, leaseLeft: 0, Held.HighestFence).ConfigureAwait(false);
        }

        return MustWait;
    }

    /// <summary>Reports a lease that is lost, if the server lost its data along with it: the other workers are in for the same.</summary>
    public async Task ReportLossAsync()
    {
        try
        {
            if (LeaseLeft > 0 && !await _muster.IsKnownAsync().ConfigureAwait(false))
            {
                await _muster.ReportAsync(Name, LeaseLeft, Held.HighestFence).ConfigureAwait(false);
            }
        }
        catch (QueueUnavailableException)
        {
            // Then the server has gone, and the worker reports to the next one when it joins there.
        }
    }

    /// <summary>
    /// Notes that an answer did not arrive, if the call may have happened. A script's error counts as well: what it wrote before stays
    /// written.
    /// </summary>
    public void NoteLost(QueueUnavailableException exception)
    {
        if (exception.MayHaveHappened || exception.InnerException is RedisServerException)
        {
            NoteLost();
        }
    }

    /// <summary>Notes that Redis may count lanes as ours that nobody runs.</summary>
    public void NoteLost() => Volatile.Write(ref _answerLost, true);

    /// <summary>Enters the gate for a call under <see cref="Name"/>.</summary>
    /// <exception cref="LeaseLostException">The lease has lapsed.</exception>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _answerLost) || IsElsewhere)
        {
            if (!await _gate.CloseAsync().ConfigureAwait(false))
            {
                continue;
            }

            try
            {
                if (IsElsewhere)
                {
                    await MoveAsync().ConfigureAwait(false);
                }

                if (Volatile.Read(ref _answerLost))
                {
                    await RejoinAsync().ConfigureAwait(false);
                    Volatile.Write(ref _answerLost, false);
                }
            }
            finally
            {
                _gate.Open();
            }
        }

        await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Enters the gate for the last call, which gives everything up.</summary>
    public ValueTask EnterToLeaveAsync(CancellationToken cancellationToken) => _gate.EnterAsync(cancellationToken);

    /// <summary>Leaves the gate when the call is over.</summary>
    public void Exit() => _gate.Exit();

    /// <summary>Goes on over the connection as it is now.</summary>
    /// <exception cref="LeaseLostException">What this worker runs is not its own on that server.</exception>
    private async Task MoveAsync()
    {
        connection.Pin();
        if (connection.Identity is { } server && server == _server)
        {
            // The same process with the same data: only the connection broke.
            _isMoving = false;
            return;
        }

        // Until all of this is done: what the old server answered may mean nothing here.
        _isMoving = true;
        NoteLost();
        var foreign = await ForeignAsync().ConfigureAwait(false);
        var holds = await _muster.ReportAsync(Name, LeaseLeft, Held.HighestFence).ConfigureAwait(false);
        if (foreign > 0)
        {
            AnswersForgotten(logger, foreign);
        }

        if (foreign > 0 || !holds)
        {
            throw new LeaseLostException(Name);
        }

        _server = connection.Identity;
        _isMoving = false;
    }

    /// <summary>How many of the lanes whose handler runs are not this worker's on this server.</summary>
    private async Task<int> ForeignAsync()
    {
        var running = Held.Running();
        if (running.Length == 0)
        {
            return 0;
        }

        var states = await connection.ReadFieldsAsync(keys.Lanes, Array.ConvertAll(running, static lane => (RedisValue)lane.Key))
            .ConfigureAwait(false);
        return running.Where((lane, i) => PackedLaneState.Read((byte[]?)states[i])?.Fence != lane.Value).Count();
    }

    private async Task RejoinAsync()
    {
        var fresh = string.Create(CultureInfo.InvariantCulture, $"{FirstName}~{++_renames}");
        var known = Held.Snapshot();
        var values = new RedisValue[3 + (2 * known.Length)];
        (values[0], values[1], values[2]) = (Name, fresh, LeaseMilliseconds);
        for (var i = 0; i < known.Length; i++)
        {
            values[3 + (2 * i)] = known[i].Key;
            values[4 + (2 * i)] = known[i].Value;
        }

        var freed = (int)await connection.EvaluateAsync(
            RedisScript.Rejoin, [keys.Workers, keys.Lanes, keys.Ready, keys.Sorter, keys.Holding(Name), keys.Holding(fresh)], values)
                .ConfigureAwait(false);
        if (freed < 0)
        {
            await ReportLossAsync().ConfigureAwait(false);
            throw new LeaseLostException(Name);
        }

        Name = fresh;
        Rejoined(logger, freed);
    }

    [LoggerMessage(215, LogLevel.Warning,
        "Redis lost its latest writes: {Lanes} chats that this worker runs are no longer its own. Their handlers are cancelled, "
        + "and updates that had just been finished run again")]
    private static partial void AnswersForgotten(ILogger logger, int lanes);

    [LoggerMessage(211, LogLevel.Information, "Redis answers again; {Lanes} chats whose answer was lost were set free")]
    private static partial void Rejoined(ILogger logger, int lanes);
}
