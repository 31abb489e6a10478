using System.Globalization;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Core.Telemetry;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Sessions;

/// <content>The steps of a claim, and what happens when an answer is lost.</content>
internal sealed partial class RedisQueueSession
{
    private async Task<(RightToRoute MayRoute, RedisValue[]? Entries)> GrantReadyAsync(List<Delivery> granted, int slots, bool routeAnyway, int count)
    {
        RedisKey[] keys =
        [
            _keys.List, _keys.Lanes, _keys.Ready, _keys.Workers, _keys.Holding(Incarnation), _keys.Fence, _keys.Router, _keys.Tries,
        ];
        RedisValue[] values =
        [
            Incarnation, slots, LaneRouter.RightMilliseconds, routeAnyway ? 1 : 0, HeldLanes.SuspectAfter, _held.HasSuspect ? 0 : 1, SuspectWaitMilliseconds,
        ];
        var call = _connection.EvaluateAsync(RedisScript.Claim, keys, values);

        // The read goes out right behind the claim, not a round trip later, when the last claim was given the right to route.
        var read = _readAhead ? _router.ReadAsync(count) : null;
        var answer = (RedisResult[])(await call.ConfigureAwait(false))!;
        var first = (int)answer[0];
        if (first == -1)
        {
            throw new LeaseLostException(Incarnation);
        }

        await AddReadyAsync(granted, answer).ConfigureAwait(false);
        _held.Add(granted);
        _next.Due((long)answer[1]);
        _readAhead = first == (int)RightToRoute.Mine;
        return ((RightToRoute)first, read is null ? null : await read.ConfigureAwait(false));
    }

    private async Task AddReadyAsync(List<Delivery> granted, RedisResult[] answer)
    {
        const int first = 2, each = 4;
        var heads = new LaneHead[(answer.Length - first) / each];
        if (heads.Length == 0)
        {
            return;
        }

        for (var i = 0; i < heads.Length; i++)
        {
            var at = first + (each * i);
            heads[i] = new LaneHead((string)answer[at]!, (long)answer[at + 1], (long)answer[at + 2]);
        }

        heads = await ReadGrantedAsync(heads).ConfigureAwait(false);
        for (var i = 0; i < heads.Length; i++)
        {
            var (lapses, failures) = ReadTries((string)answer[first + (each * i) + 3]!);
            var delivery = new Delivery(_reader.Read(heads[i].Payload), heads[i].Lane, heads[i].Fence, lapses, failures) { Receipt = heads[i].Number };
            granted.Add(delivery);
            Started(delivery);
        }
    }

    /// <summary>Reads jobs that were just granted. When that fails their lanes must be let go of: nobody would run them.</summary>
    private async Task<LaneHead[]> ReadGrantedAsync(IReadOnlyList<LaneHead> granted)
    {
        try
        {
            return await _jobs.ReadHeadsAsync(granted).ConfigureAwait(false);
        }
        catch (QueueUnavailableException)
        {
            Volatile.Write(ref _answerLost, true);
            throw;
        }
    }

    private async Task<Claim> RouteAsync(List<Delivery> granted, int slots, RedisValue[]? entries, int count)
    {
        var duplicates = 0;
        var room = slots - granted.Count;
        while (true)
        {
            entries ??= await _router.ReadAsync(count).ConfigureAwait(false);
            _lastRoute = _time.GetTimestamp();
            if (entries.Length == 0)
            {
                return new Claim(granted, duplicates, Exhausted: granted.Count < slots);
            }

            var routed = await _router.RouteAsync(entries, room, goOn: room > 0, Incarnation).ConfigureAwait(false);
            _held.Add(routed.Granted);
            granted.AddRange(routed.Granted);
            duplicates += routed.Duplicates.Count;
            WorkerMetrics.RouterTurn(_options.Name, routed.RightLost ? 0 : entries.Length);
            Tell(routed);
            if (routed.RightLost || routed.Granted.Count > 0 || routed.Left == 0 || room == 0)
            {
                _next.Elsewhere(false);
                return new Claim(granted, duplicates, Exhausted: !routed.RightLost && routed.Left == 0 && granted.Count < slots);
            }

            count = _router.MoreEntriesThan(entries.Length);
            entries = null;
        }
    }

    private void Tell(Routed routed)
    {
        if (_observer is null)
        {
            return;
        }

        for (var i = 0; i < routed.Duplicates.Count; i++)
        {
            _observer.FinishedUnrun(routed.Duplicates[i]);
        }

        for (var i = 0; i < routed.Granted.Count; i++)
        {
            _observer.Started(routed.Granted[i]);
        }
    }

    private void NoteLostAnswer(QueueUnavailableException exception)
    {
        if (exception.MayHaveHappened)
        {
            Volatile.Write(ref _answerLost, true);
        }
    }

    /// <summary>
    /// Enters the gate for a call. After a lost answer Redis may count lanes as ours that we never heard of; so before
    /// anything else the incarnation takes a new name, and with it only the lanes it knows.
    /// </summary>
    private async ValueTask EnterAsync(CancellationToken cancellationToken)
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

    private async Task RejoinAsync()
    {
        var fresh = string.Create(CultureInfo.InvariantCulture, $"{_name}~{++_renames}");
        var known = _held.Snapshot();
        var values = new RedisValue[3 + (2 * known.Length)];
        (values[0], values[1], values[2]) = (Incarnation, fresh, LeaseMilliseconds);
        for (var i = 0; i < known.Length; i++)
        {
            values[3 + (2 * i)] = known[i].Key;
            values[4 + (2 * i)] = known[i].Value;
        }

        var freed = (int)await _connection.EvaluateAsync(
            RedisScript.Rejoin,
            [_keys.Workers, _keys.Lanes, _keys.Ready, _keys.Router, _keys.Holding(Incarnation), _keys.Holding(fresh)],
            values).ConfigureAwait(false);
        if (freed < 0)
        {
            throw new LeaseLostException(Incarnation);
        }

        Incarnation = fresh;
        Rejoined(_logger, freed);
    }

    private static (int Lapses, int Failures) ReadTries(string tries)
    {
        var space = tries.IndexOf(' ', StringComparison.Ordinal);
        return space < 0
            ? (0, 0)
            : (int.Parse(tries.AsSpan(0, space), CultureInfo.InvariantCulture), int.Parse(tries.AsSpan(space + 1), CultureInfo.InvariantCulture));
    }
}
