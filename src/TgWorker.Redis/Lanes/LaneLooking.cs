using System.Globalization;
using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Lanes;
using TgWorker.Core.Text;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Replicas;

namespace TgWorker.Redis.Lanes;

/// <summary>Reads what concerns one lane. A handful of commands, whatever the lane and the queue hold.</summary>
internal sealed class LaneLooking(RedisConnection connection, QueueKeys keys, IJobReader reader)
{
    private const int MostJobs = 1000;
    private const int ReadAtOnce = 25;
    private const int MostBytes = 1024 * 1024;
    private const int PausedAtOnce = 100;

    /// <inheritdoc cref="ILaneOperations.LookAsync"/>
    public async Task<LaneLook?> LookAsync(string lane)
    {
        var workers = await RedisWorkers.ReadAsync(connection, keys).ConfigureAwait(false);
        var facts = await ReadFactsAsync(lane, workers).ConfigureAwait(false);
        if (facts is { State.Fence: not 0, Holder: < 0 })
        {
            // Granted to a worker that came in between.
            workers = await RedisWorkers.ReadAsync(connection, keys).ConfigureAwait(false);
            facts = await ReadFactsAsync(lane, workers).ConfigureAwait(false);
        }

        if (facts is null)
        {
            return null;
        }

        var now = await RedisWorkers.NowAsync(connection).ConfigureAwait(false);
        var state = facts.State;
        var due = state.Paused ?? facts.Ready;
        var wait = state.Fence == 0 && due is { } at ? KeptTime.Span(at - now) : (TimeSpan?)null;
        return new LaneLook
        {
            Lane = lane,
            Jobs = Math.Max(state.Jobs, 0),
            Holder = state.Fence == 0 ? null
                : await HolderAsync(state, facts.Holder < 0 ? null : workers[facts.Holder], now).ConfigureAwait(false),
            CancelledBy = facts.CancelledBy,
            IsReady = facts.Ready is not null,
            DueIn = wait > TimeSpan.Zero ? wait : null,
            // A lane that was let go of stands at 0, before all others, and does not say since when.
            ReadyFor = wait <= TimeSpan.Zero && facts.Ready > 0 ? -wait : null,
            Lapses = facts.Lapses,
            Failures = facts.Failures,
            StoppedFor = facts.StoppedFor,
            PausedSince = state.Paused is null ? null : KeptTime.AtMilliseconds(facts.PausedAt ?? now),
            BotPausedSince = facts.BotPause is { HasEnded: false } pause ? pause.Since : null,
            QueuePaused = facts.QueuePaused,
            Workers = workers.Count(worker => worker.LeaseLeft > TimeSpan.Zero),
        };
    }

    /// <inheritdoc cref="ILaneOperations.ReadAsync"/>
    public async Task<IReadOnlyList<LaneJob>> ReadAsync(string lane, long from, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        var jobs = new List<LaneJob>();
        if (await StateAsync(lane).ConfigureAwait(false) is not { } state)
        {
            return jobs;
        }

        var (bytes, end) = (0L, Math.Min(state.Tail, state.Head + from + Math.Min(most, MostJobs) - 1));
        for (var first = state.Head + from; first <= end && bytes < MostBytes; first += ReadAtOnce)
        {
            var numbers = Enumerable.Range(0, (int)Math.Min(ReadAtOnce, end - first + 1)).Select(i => first + i).ToArray();
            var payloads = await connection.ReadFieldsAsync(keys.Jobs, Array.ConvertAll(numbers, n => (RedisValue)QueueKeys.Job(lane, n)))
                .ConfigureAwait(false);
            for (var i = 0; i < numbers.Length && (jobs.Count == 0 || bytes < MostBytes); i++)
            {
                if ((byte[]?)payloads[i] is { } payload)
                {
                    bytes += payload.Length;
                    jobs.Add(new LaneJob(numbers[i] - state.Head, reader.Read(payload), JobHandle.Of(numbers[i], payload)));
                }
            }
        }

        return jobs;
    }

    /// <inheritdoc cref="ILaneOperations.ListPausedAsync"/>
    public async Task<IReadOnlyList<PausedLane>> ListPausedAsync(int most)
    {
        var (paused, cursor) = (new Dictionary<string, double>(StringComparer.Ordinal), "0");
        do
        {
            var page = (RedisResult[])(
                await connection.ExecuteAsync("HSCAN", keys.PausedLanes, cursor, "COUNT", PausedAtOnce).ConfigureAwait(false))!;
            cursor = (string)page[0]!;
            foreach (var field in ((RedisValue[])page[1]!).Chunk(2))
            {
                paused[(string)field[0]!] = field[1].TryParse(out double since) ? since : 0;
            }
        }
        while (cursor != "0" && paused.Count < most);

        return [.. paused.Take(most).Select(its => new PausedLane(its.Key, KeptTime.AtMilliseconds(its.Value)))];
    }

    private async Task<PackedLaneState?> StateAsync(string lane) =>
        PackedLaneState.Read((byte[]?)await connection.ExecuteAsync("HGET", keys.Lanes, lane).ConfigureAwait(false));

    private async Task<LaneHolder> HolderAsync(PackedLaneState state, (string Incarnation, TimeSpan LeaseLeft)? worker, long now)
    {
        // A token is never behind the clock, in µs, at which it was handed out.
        var since = KeptTime.Span(Math.Max(now - (state.Fence / 1000), 0));
        if (worker is not { } known)
        {
            return new LaneHolder("", since, TimeSpan.Zero);
        }

        var card = (byte[]?)await connection.ExecuteAsync("HGET", keys.Replicas, ReplicaCard.NameOf(known.Incarnation))
            .ConfigureAwait(false);
        var place = card is null || ReplicaRecord.Read(card) is not { } replica
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{replica.Host}, process {replica.ProcessId}");
        return new LaneHolder(known.Incarnation, since, known.LeaseLeft) { Place = place };
    }

    private async Task<LaneFacts?> ReadFactsAsync(string lane, IReadOnlyList<(string Incarnation, TimeSpan LeaseLeft)> workers) =>
        LaneFacts.Of((RedisResult[])(await connection.EvaluateAsync(
            LaneScripts.Look,
            [
                keys.Lanes, keys.Ready, keys.Tries, keys.Stopped, keys.PausedLanes, keys.Paused, keys.Cancelled,
                keys.PausedBots,
                .. workers.Select(worker => keys.Holding(worker.Incarnation)),
            ],
            [lane]).ConfigureAwait(false))!);
}
