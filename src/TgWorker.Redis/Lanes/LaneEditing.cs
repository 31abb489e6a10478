using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.FailedJobs;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Operations;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Lanes;

/// <summary>Takes single jobs out of lanes, or has them cancelled, for an operator.</summary>
internal sealed class LaneEditing(
    RedisConnection connection, QueueKeys keys, string queue, LiveWorkers workers, IJobReader reader, IJobLocks locks,
    IQueueObserver? observer)
{
    /// <summary>The most jobs that one script moves to close a gap, and the most bytes: some two milliseconds.</summary>
    public const int MostJobs = 200;

    private const int MostBytes = 512 * 1024;
    private const int Running = -1;
    private const int NotRunning = -1;
    private const int TooDeep = -2;
    private const string Operator = "an operator";

    /// <inheritdoc cref="ILaneOperations.SkipAsync"/>
    public async Task<LaneChange> SkipAsync(string lane, string handle)
    {
        if (await FindAsync(lane, handle).ConfigureAwait(false) is not var (number, job))
        {
            return new LaneChange(LaneChangeKind.Gone);
        }

        var (_, failures) = HeadTries.Read((string?)await connection.ExecuteAsync("HGET", keys.Tries, lane).ConfigureAwait(false));
        var failure = new Failure("It was skipped by an operator.", failures);
        var delivery = new Delivery(job, lane, await NewIdAsync().ConfigureAwait(false), failures: failures);
        var (id, record) = FailedJobRecord.Write(delivery, failure, queue, Operator);
        var answer = await connection.EvaluateAsync(
            RedisScript.SkipHead,
            [keys.Lanes, keys.Jobs, keys.Ready, keys.Tries, keys.Stopped, keys.Failed, keys.FailedJobs, keys.Workers],
            [lane, number.Number, number.Hash, id, record]).ConfigureAwait(false);
        if (answer.Resp2Type == ResultType.Integer)
        {
            return new LaneChange((long)answer == Running ? LaneChangeKind.Running : LaneChangeKind.Gone);
        }

        observer?.Failed(delivery, failure);
        await locks.ReleaseAsync(job).ConfigureAwait(false);
        return new LaneChange(LaneChangeKind.Done, (string)answer!);
    }

    /// <inheritdoc cref="ILaneOperations.DropAsync"/>
    public async Task<LaneChange> DropAsync(string lane, string handle)
    {
        if (await FindAsync(lane, handle).ConfigureAwait(false) is not var (number, job))
        {
            return new LaneChange(LaneChangeKind.Gone);
        }

        var answer = (long)await connection.EvaluateAsync(
            RedisScript.DropJob,
            [keys.Lanes, keys.Jobs, keys.Ready, keys.Tries, keys.Stopped, keys.Workers],
            [lane, number.Number, number.Hash, MostJobs, MostBytes]).ConfigureAwait(false);
        if (answer != 1)
        {
            return new LaneChange(answer switch { Running => LaneChangeKind.Running, TooDeep => LaneChangeKind.TooDeep, _ =>
                LaneChangeKind.Gone });
        }

        await locks.ReleaseAsync(job).ConfigureAwait(false);
        if (observer is not null)
        {
            await observer.ClearedAsync([job]).ConfigureAwait(false);
        }

        return new LaneChange(LaneChangeKind.Done);
    }

    /// <inheritdoc cref="ILaneOperations.CancelAsync"/>
    public async Task<LaneChange> CancelAsync(string lane, string handle, string by)
    {
        if (await FindAsync(lane, handle).ConfigureAwait(false) is not var (number, _))
        {
            return new LaneChange(LaneChangeKind.Gone);
        }

        var answer = (long)await connection.EvaluateAsync(
            RedisScript.CancelRun, [keys.Lanes, keys.Jobs, keys.Cancelled, keys.Workers], [lane, number.Number, number.Hash, by])
                .ConfigureAwait(false);
        return new LaneChange(
            answer switch { 1 => LaneChangeKind.Done, NotRunning => LaneChangeKind.NotRunning, _ => LaneChangeKind.Gone });
    }

    // What a dead worker held is nobody's.
    private async Task<(JobHandle Handle, Job Job)?> FindAsync(string lane, string text)
    {
        if (JobHandle.Read(text) is not { } handle)
        {
            return null;
        }

        await workers.FreeLapsedAsync().ConfigureAwait(false);
        var payload = (byte[]?)await connection.ExecuteAsync("HGET", keys.Jobs, QueueKeys.Job(lane, handle.Number)).ConfigureAwait(false);
        return payload is not null && handle.Is(payload) ? (handle, reader.Read(payload)) : null;
    }

    // For a job that has no uuid: as good as a token, of which there is none.
    private async Task<long> NewIdAsync()
    {
        var time = (RedisResult[])(await connection.ExecuteAsync("TIME").ConfigureAwait(false))!;
        return ((long)time[0] * 1_000_000) + (long)time[1];
    }
}
