using System.Reflection;
using System.Text;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Model.Specification;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Scripting;
using TgWorker.Redis.Sorting;

namespace TgWorker.Model.Comparing;

/// <summary>
/// A queue in Redis, driven through its scripts. They are what the worker sends but for one line: the time is read from a
/// key, so that every token and every due time is known beforehand.
/// </summary>
internal sealed partial class ScriptQueue
{
    private const string ReadsTime = "redis.call('TIME')";

    // Which jobs a worker may run at the same time is no matter of the specification.
    private const int NoSuspects = int.MaxValue;
    private static readonly RedisScript[] Scripts =
    [
        RedisScript.Join, RedisScript.Claim, RedisScript.Sort, RedisScript.Finish, RedisScript.Fail, RedisScript.Park,
        RedisScript.NoteFailures, RedisScript.Renew, RedisScript.Recover, RedisScript.Rejoin, RedisScript.Leave,
        RedisScript.RetryFailed, RedisScript.Clear, RedisScript.Drain, RedisScript.ForgetFailed,
        RedisScript.ClearTail, RedisScript.DrainTail, RedisScript.TakeRetry, RedisScript.PassOn, RedisScript.PassFailed,
        RedisScript.FreeLane, RedisScript.Read, RedisScript.PutUnreadBack, RedisScript.PauseLane, RedisScript.ContinueLane,
        RedisScript.SkipHead, RedisScript.DropJob, RedisScript.CancelRun, RedisScript.Muster, RedisScript.PauseBot,
        RedisScript.ContinueBot,
    ];

    private readonly IDatabase _database;
    private readonly string _key;
    private readonly bool _takeFromTail;
    private readonly QueueKeys _keys;
    private readonly ScriptHashes _hashes;
    private readonly RedisValue[] _dumpValues;

    public ScriptQueue(IDatabase database, ScriptHashes hashes, string key, bool takeFromTail)
    {
        _database = database;
        _key = key;
        _takeFromTail = takeFromTail;
        _keys = new QueueKeys(key);
        _hashes = hashes;
        _dumpValues =
        [
            Naming.Lanes, .. Enumerable.Range(0, Naming.Lanes).Select(lane => (RedisValue)Naming.Lane(lane)), Naming.Seen.Bitmaps,
            .. Enumerable.Range(0, Naming.Workers).Select(worker => (RedisValue)Naming.Worker(worker)),
        ];
    }

    /// <summary>Loads the scripts, with a change if one is given.</summary>
    public static async Task<ScriptHashes> LoadAsync(IDatabase database, string clock, Mutant? mutant)
    {
        var time = $"redis.call('LRANGE', '{clock}', 0, 1)";
        var hashes = new Dictionary<string, byte[]>();
        foreach (var script in Scripts)
        {
            var text = mutant?.Apply(script.Name, script.Text) ?? script.Text;
            hashes[script.Name] = await LoadAsync(database, text.Replace(ReadsTime, time, StringComparison.Ordinal)).ConfigureAwait(false);
        }

        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("dump.lua")!);
        hashes["dump"] = await LoadAsync(database, await reader.ReadToEndAsync().ConfigureAwait(false)).ConfigureAwait(false);
        return new ScriptHashes(clock, hashes);
    }

    /// <summary>Sets Redis's clock, as the scripts read it.</summary>
    public void SetClock(long microseconds)
    {
        _database.ExecuteAsync("DEL", (RedisKey)_hashes.Clock);
        _database.ExecuteAsync("RPUSH", (RedisKey)_hashes.Clock, microseconds / 1_000_000, microseconds % 1_000_000);
    }

    public Task<RedisResult> DumpAsync() => _database.ScriptEvaluateAsync(_hashes["dump"], [_key], _dumpValues);

    /// <summary>Takes a step; the answer in the specification's words.</summary>
    public async Task<long[]> TakeAsync(Step step)
    {
        var answer = await SendAsync(step).ConfigureAwait(false);
        return step switch
        {
            Step.Push or Step.TakenElsewhere or Step.RightExpires or Step.Pass or Step.FenceForgotten => [],
            Step.RetryFailed or Step.PassFailed => [((RedisResult[])answer!).Length],
            Step.Renew => ScriptAnswer.ReadRenewal((RedisResult[])answer!),
            Step.SkipHead => ScriptAnswer.ReadSkipped(answer),
            Step.Join => [((RedisResult[])answer!) is [var joined] ? (long)joined : -2],
            Step.Sort => ScriptAnswer.ReadSort((RedisResult[])answer!),
            Step.Finish finish => ScriptAnswer.ReadFinish((RedisResult[])answer!, finish.Runs.Length),
            _ => ScriptAnswer.Read(answer),
        };
    }

    public Task RemoveAsync() => _database.ExecuteAsync(
        "EVAL", "for _, key in ipairs(redis.call('KEYS', KEYS[1] .. '*')) do redis.call('DEL', key) end", 1, _key);

    private static async Task<byte[]> LoadAsync(IDatabase database, string text) =>
        Convert.FromHexString((string)(await database.ExecuteAsync("SCRIPT", "LOAD", text).ConfigureAwait(false))!);

    private Task<RedisResult> SendAsync(Step step)
    {
        switch (step)
        {
            case Step.Join call:
                return Call("join", [_keys.Workers, _keys.Lanes, _keys.Settings],
                    [Name(call.Worker), Lease, SharedSettings.OrderBy, call.OrderedBy]);
            case Step.Claim call:
                return Call("claim", [_keys.List, _keys.Lanes, _keys.Ready, _keys.Workers, Holding(call.Worker), _keys.Fence, _keys.Sorter,
                    _keys.Tries, _keys.PausedBots], [Name(call.Worker), call.Slots, 100_000, call.SortAnyway ? 1 : 0, NoSuspects, 1, 0]);
            case Step.Sort call:
                return Call("sort", SortKeys(call, out var values), values);
            case Step.Finish call:
                return Call(
                    "finish",
                    [_keys.Lanes, _keys.Jobs, _keys.Ready, _keys.Workers, Holding(call.Worker), _keys.Fence, _keys.Tries, _keys.PausedBots],
                    [Name(call.Worker), !call.TakeNext ? 0 : call.WithPayloads ? 2 : 1, Fences(call.Runs),
                        .. call.Runs.Select(run => (RedisValue)Naming.Lane(run.Lane))]);
            case Step.Fail call:
                return Call(
                    "fail",
                    [_keys.Lanes, _keys.Jobs, _keys.Ready, _keys.Workers, Holding(call.Worker), _keys.Fence, _keys.Tries, _keys.Stopped,
                        _keys.Failed, _keys.FailedJobs, _keys.PausedBots],
                    [Name(call.Worker), .. Runs([call.Run]), call.TakeNext ? 1 : 0, call.Hold ? 1 : 0,
                        Naming.Failed(new FailedId(Naming.Facts[call.Run.Job].Uuid, 0)), Naming.Record(call.Run.Job)]);
            case Step.Park call:
                return Call("park", [_keys.Lanes, _keys.Ready, _keys.Workers, Holding(call.Worker), _keys.Tries],
                    [Name(call.Worker), .. Runs([call.Run]), call.Delay, call.Failures]);
            case Step.NoteFailures call:
                return Call("note_failures", [_keys.Lanes, _keys.Workers, Holding(call.Worker), _keys.Tries],
                    [Name(call.Worker), .. Runs([call.Run]), call.Failures]);
            case Step.Renew call:
                return Call(
                    "renew",
                    [_keys.Workers, _keys.Ready, _keys.Paused, _keys.Restart, _keys.Cancelled, _keys.Lanes, Holding(call.Worker)],
                    [Name(call.Worker), Lease]);
            case Step.Recover call:
                return Call("recover", [_keys.Workers, Holding(call.Worker), _keys.Lanes, _keys.Ready, _keys.Tries], [Name(call.Worker)]);
            case Step.Rejoin call:
                return Call("rejoin", [_keys.Workers, _keys.Lanes, _keys.Ready, _keys.Sorter, Holding(call.Worker), Holding(call.NewName)],
                    [Name(call.Worker), Name(call.NewName), Lease, .. Runs(call.Known)]);
            case Step.Leave call:
                return Call("leave", [_keys.Workers, Holding(call.Worker), _keys.Lanes, _keys.Ready, _keys.Sorter], [Name(call.Worker)]);
            case Step.RetryFailed call:
                return Call("retry_failed",
                    [_keys.Lanes, _keys.Jobs, _keys.Ready, _keys.Tries, _keys.Stopped, _keys.Failed, _keys.FailedJobs, _keys.Workers],
                    [Naming.Lane(call.Lane), call.AtTail ? 1 : 0, .. call.Ids.Select(id => (RedisValue)Naming.Failed(id))]);
            case Step.Forget call:
                return Call("forget_failed",
                    [_keys.Lanes, _keys.Ready, _keys.Stopped, _keys.Failed, _keys.FailedJobs, _keys.Unread(Naming.Failed(call.Id))],
                    [Naming.Failed(call.Id), Naming.Lane(call.Lane)]);
            case Step.Clear call:
                return Call("clear", [_keys.Lanes, _keys.Jobs, _keys.Ready, _keys.Tries, _keys.Stopped, _keys.Workers],
                    [Naming.Lane(call.Lane)]);
            case Step.Drain call:
                return Call("drain", DrainKeys(call, out var drained), drained);
            case Step.Push or Step.TakenElsewhere or Step.RightExpires or Step.Pass or Step.FenceForgotten:
                return SendOutsideAsync(step);
            default:
                return SendLaterAsync(step);
        }
    }

    private Task<RedisResult> SendOutsideAsync(Step step)
    {
        switch (step)
        {
            case Step.Push push:
                return _database.ExecuteAsync(_takeFromTail ? "LPUSH" : "RPUSH", _keys.List, Naming.Payload(push.Job));
            case Step.TakenElsewhere:
                return _database.ExecuteAsync(_takeFromTail ? "RPOP" : "LPOP", _keys.List);
            case Step.RightExpires:
                return _database.ExecuteAsync("DEL", _keys.Sorter);
            case Step.FenceForgotten:
                return _database.ExecuteAsync("DEL", _keys.Fence);
            default:
                return _database.ExecuteAsync("PING");
        }
    }

    private RedisKey[] SortKeys(Step.Sort call, out RedisValue[] values)
    {
        List<int> bitmaps = [.. call.Entries.Select(job => Naming.Facts[job].Update).Where(update => update >= 0)
            .Select(update => Naming.Seen.Find(update).Bitmap).Distinct()];
        using var packed = new PackedEntries(call.Entries.Length);
        foreach (var job in call.Entries)
        {
            var update = Naming.Facts[job].Update;
            var (bitmap, bit) = update < 0 ? (0, 0) : (bitmaps.IndexOf(Naming.Seen.Find(update).Bitmap) + 1, Naming.Seen.Find(update).Bit);
            packed.Add(Naming.Lane(Naming.Facts[job].Lane), bitmap, bit, Encoding.UTF8.GetBytes(Naming.Payload(job)));
        }

        values = packed.Behind([Name(call.Worker), call.Slots, call.GoOn ? 100_000 : 0, _takeFromTail ? "TAIL" : "HEAD",
            Naming.Seen.LifeSeconds, Naming.Seen.Most, Naming.Seen.WorthKeeping, call.Entries.Length]);
        return [_keys.List, _keys.Lanes, _keys.Jobs, _keys.Ready, _keys.Workers, Holding(call.Worker), _keys.Fence, _keys.Sorter,
            _keys.Reading, _keys.SeenBitmaps, _keys.PausedBots, .. bitmaps.Select(bitmap => _keys.Seen("bot", bitmap))];
    }

    private RedisValue End => _takeFromTail ? "TAIL" : "HEAD";

    private RedisKey[] DrainKeys(Step.Drain call, out RedisValue[] values)
    {
        var seen = (call.Seen?.Jobs ?? []).Select(job => Naming.Facts[job].Update).Where(update => update >= 0)
            .Select(Naming.Seen.Find).ToLookup(update => update.Bitmap, update => update.Bit);
        values =
        [
            Naming.Lane(call.Lane), _takeFromTail ? "TAIL" : "HEAD", PackedLane.Of(call.Seen), Marks(call.Seen?.Jobs ?? []),
            .. seen.Select(bitmap => (RedisValue)bitmap.SelectMany(BitConverter.GetBytes).ToArray()),
        ];
        return [_keys.Lanes, _keys.Jobs, _keys.Ready, _keys.Tries, _keys.Stopped, _keys.Workers, _keys.List,
            .. seen.Select(bitmap => _keys.Seen("bot", bitmap.Key))];
    }

    private static byte[] Marks(int[] jobs) =>
    [
        .. jobs.Select(job => Encoding.UTF8.GetBytes(Naming.Payload(job)))
            .SelectMany(payload => BitConverter.GetBytes(payload.Length).Concat(payload[^16..])),
    ];

    public const long Lease = 10_000;

    private static RedisValue Name(int worker) => Naming.Worker(worker);

    private RedisKey Holding(int worker) => _keys.Holding(Naming.Worker(worker));

    private static byte[] Fences(IEnumerable<Run> runs) => [.. runs.SelectMany(run => BitConverter.GetBytes((double)run.Fence))];

    private static IEnumerable<RedisValue> Runs(IEnumerable<Run> runs) =>
        runs.SelectMany(run => new RedisValue[] { Naming.Lane(run.Lane), run.Fence });

    private Task<RedisResult> Call(string script, RedisKey[] keys, RedisValue[] values) =>
        _database.ScriptEvaluateAsync(_hashes[script], keys, values);
}
