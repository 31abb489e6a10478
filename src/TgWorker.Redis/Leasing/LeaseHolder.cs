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
/// with it only the lanes it knows.
/// </summary>
internal sealed partial class LeaseHolder(string name, RedisConnection connection, QueueKeys keys, TimeSpan lease, ILogger logger)
{
    private readonly CallGate _gate = new();
    private int _renames;
    private bool _answerLost;

    /// <summary>The name it has now.</summary>
    public string Name { get; private set; } = name;

    /// <summary>The name it joined under.</summary>
    public string FirstName { get; } = name;

    /// <summary>The lanes this worker knows it holds.</summary>
    public HeldLanes Held { get; } = new();

    /// <summary>How long the lease lasts without a renewal, in milliseconds.</summary>
    public long LeaseMilliseconds { get; } = (long)lease.TotalMilliseconds;

    /// <summary>Notes that an answer did not arrive, if the call may have happened.</summary>
    public void NoteLost(QueueUnavailableException exception)
    {
        if (exception.MayHaveHappened)
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
        while (Volatile.Read(ref _answerLost))
        {
            if (!await _gate.CloseAsync().ConfigureAwait(false))
            {
                continue;
            }

            try
            {
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
            RedisScript.Rejoin, [keys.Workers, keys.Lanes, keys.Ready, keys.Sorter, keys.Holding(Name), keys.Holding(fresh)], values).ConfigureAwait(false);
        if (freed < 0)
        {
            throw new LeaseLostException(Name);
        }

        Name = fresh;
        Rejoined(logger, freed);
    }

    [LoggerMessage(211, LogLevel.Information, "Redis answers again; {Lanes} chats whose answer was lost were set free")]
    private static partial void Rejoined(ILogger logger, int lanes);
}
