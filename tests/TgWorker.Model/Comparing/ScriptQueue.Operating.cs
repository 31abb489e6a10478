using System.Text;
using StackExchange.Redis;
using TgWorker.Model.Specification;
using TgWorker.Redis.Lanes;

namespace TgWorker.Model.Comparing;

/// <content>The scripts that are not a worker's daily work.</content>
internal sealed partial class ScriptQueue
{
    private RedisKey Php => _key + ":php";

    private RedisKey PhpNotify => _key + ":php:notify";

    private static string HashOf(int job) =>
        JobHandle.Read(JobHandle.Of(1, Encoding.UTF8.GetBytes(Naming.Payload(job))))!.Value.Hash;

    private RedisKey[] DrainTailKeys(Step.DrainTail call, out RedisValue[] values)
    {
        var jobs = call.Seen?.Jobs.TakeLast(call.Count).ToArray() ?? [];
        var seen = jobs.Select(job => Naming.Facts[job].Update).Where(update => update >= 0)
            .Select(Naming.Seen.Find).ToLookup(update => update.Bitmap, update => update.Bit);
        values =
        [
            Naming.Lane(call.Lane), End, PackedLane.Of(call.Seen, call.Paused), Marks(jobs), call.Count,
            .. seen.Select(bitmap => (RedisValue)bitmap.SelectMany(BitConverter.GetBytes).ToArray()),
        ];
        return [_keys.Lanes, _keys.Jobs, _keys.Workers, _keys.List, .. seen.Select(bitmap => _keys.Seen("bot", bitmap.Key))];
    }

    private Task<RedisResult> SendLaterAsync(Step step)
    {
        switch (step)
        {
            case Step.ClearTail call:
                return Call("clear_tail", [_keys.Lanes, _keys.Jobs, _keys.Workers], [Naming.Lane(call.Lane), call.Tail, call.Count]);
            case Step.DrainTail call:
                return Call("drain_tail", DrainTailKeys(call, out var drained), drained);
            case Step.TakeRetry call:
                return Call(
                    "take_retry",
                    [_keys.List, _keys.Lanes, _keys.Jobs, _keys.Ready, _keys.Tries, _keys.Stopped, _keys.Failed, _keys.FailedJobs,
                        _keys.Workers],
                    [End, call.Index, Naming.Payload(call.Job), Naming.Lane(Naming.Facts[call.Job].Lane), Naming.Failed(call.Id),
                        Naming.Lane(call.OldLane)]);
            case Step.PassOn call:
                return Call("pass_on", [_keys.List, Php, PhpNotify, _keys.Workers],
                    [End, .. call.Entries.SelectMany(entry => new RedisValue[] { entry.Index, Naming.Payload(entry.Job) })]);
            case Step.PassFailed call:
                return Call("pass_failed", [_keys.Failed, _keys.FailedJobs, Php, PhpNotify, _keys.Workers],
                    [.. call.Ids.Select(id => (RedisValue)Naming.Failed(id))]);
            case Step.FreeLane call:
                return Call("free_lane", [_keys.Lanes, _keys.Ready, _keys.Stopped, _keys.Workers],
                    [Naming.Lane(call.Lane), Naming.Failed(call.Id)]);
            case Step.Read call:
                var id = QueueSpecification.UnreadId(call.First);
                return Call(
                    "read",
                    [_keys.List, _keys.Workers, _keys.Sorter, _keys.Reading, _keys.Failed, _keys.FailedJobs,
                        _keys.Unread(Naming.Failed(id))],
                    [Name(call.Worker), End, call.Most, call.Bytes, call.Largest, Step.Read.BeforeAlone, Step.Read.BeforeGivenUp, 3600,
                        Naming.Failed(id), Naming.Unread(id), Naming.Reason(UnreadReason.TooLarge),
                        Naming.Reason(UnreadReason.NeverSorted)]);
            case Step.PutUnreadBack call:
                return Call("put_unread_back",
                    [_keys.List, _keys.Failed, _keys.FailedJobs, _keys.Unread(Naming.Failed(call.Id)), _keys.Workers],
                    [End, call.AtTail ? 1 : 0, Naming.Failed(call.Id)]);
            case Step.PauseLane call:
                return Call("pause_lane", [_keys.Lanes, _keys.Ready, _keys.PausedLanes, _keys.Workers], [Naming.Lane(call.Lane)]);
            case Step.ContinueLane call:
                return Call("continue_lane", [_keys.Lanes, _keys.Ready, _keys.Stopped, _keys.PausedLanes, _keys.Workers],
                    [Naming.Lane(call.Lane)]);
            case Step.PauseBot call:
                return Call("pause_bot", [_keys.PausedBots, _keys.Workers], [Naming.Bots[call.Bot], call.Most]);
            case Step.ContinueBot call:
                return Call("continue_bot", [_keys.PausedBots, _keys.Ready, _keys.Workers], [Naming.Bots[call.Bot], call.Back]);
            case Step.SkipHead call:
                return Call(
                    "skip_head",
                    [_keys.Lanes, _keys.Jobs, _keys.Ready, _keys.Tries, _keys.Stopped, _keys.Failed, _keys.FailedJobs, _keys.Workers],
                    [Naming.Lane(call.Lane), call.Number, HashOf(call.Job), Naming.Failed(new FailedId(Naming.Facts[call.Job].Uuid, 0)),
                        Naming.Record(call.Job)]);
            case Step.DropJob call:
                return Call("drop_job", [_keys.Lanes, _keys.Jobs, _keys.Ready, _keys.Tries, _keys.Stopped, _keys.Workers],
                    [Naming.Lane(call.Lane), call.Number, HashOf(call.Job), Step.DropJob.MostMoved, Step.DropJob.MostBytes]);
            case Step.CancelRun call:
                return Call("cancel_run", [_keys.Lanes, _keys.Jobs, _keys.Cancelled, _keys.Workers],
                    [Naming.Lane(call.Lane), call.Number, HashOf(call.Job), Step.CancelRun.By]);
            case Step.Muster call:
                return Call("muster", [_keys.Workers, _keys.Muster, _keys.Fence],
                    [Name(call.Worker), Naming.Server(call.Server), call.Lease, MusterState.Unaware, MusterState.Least,
                        call.LeaseLeft, call.Fence]);
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, "No script does this.");
        }
    }
}
