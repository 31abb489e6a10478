using System.Globalization;
using System.Text;
using StackExchange.Redis;
using TgWorker.Core.History;

namespace TgWorker.Redis.Keys;

/// <summary>
/// The keys of one queue. All are made of the list's key and a suffix, so that a name in braces keeps them in one slot
/// of a Redis Cluster. <c>:delayed</c>, <c>:reserved</c> and <c>:notify</c> are Laravel's, the others the worker's own.
/// </summary>
internal sealed class QueueKeys(string key)
{
    private const int LongestNumber = 20;

    /// <summary>list: what the producers push.</summary>
    public RedisKey List { get; } = key;

    /// <summary>zset: entries that Laravel put off, by unix second.</summary>
    public RedisKey Delayed { get; } = key + ":delayed";

    /// <summary>zset: entries that a Laravel worker holds, by the unix second in which they are given to another.</summary>
    public RedisKey Reserved { get; } = key + ":reserved";

    /// <summary>list: Laravel's wake-up tokens.</summary>
    public RedisKey Notify { get; } = key + ":notify";

    /// <summary>hash: lane → its state, packed (see prologue.lua); the empty field is a note.</summary>
    public RedisKey Lanes { get; } = key + ":lanes";

    /// <summary>hash: lane and number → the entry, bytes untouched.</summary>
    public RedisKey Jobs { get; } = key + ":jobs";

    /// <summary>zset: lanes whose head nobody runs, by the millisecond from which it may run.</summary>
    public RedisKey Ready { get; } = key + ":ready";

    /// <summary>hash: lane → lapses and failed tries of its head; only where there are any.</summary>
    public RedisKey Tries { get; } = key + ":tries";

    /// <summary>hash: lane → the failed job for which it is held.</summary>
    public RedisKey Stopped { get; } = key + ":stopped";

    /// <summary>hash: lane → the unix millisecond in which an operator paused it. That it is paused says its state.</summary>
    public RedisKey PausedLanes { get; } = key + ":paused:lanes";

    /// <summary>hash: bot, as lanes carry it → the number of its pause, since which unix millisecond, and "ended" while an ended one still
    /// gives lanes back (see prologue.lua).</summary>
    public RedisKey PausedBots { get; } = key + ":paused:bots";

    /// <summary>hash: lane → the token of the delivery that an operator cancelled, and who; until it has ended.</summary>
    public RedisKey Cancelled { get; } = key + ":cancelled";

    /// <summary>zset: worker incarnations, by the millisecond in which their lease ends.</summary>
    public RedisKey Workers { get; } = key + ":workers";

    /// <summary>hash: what tells the server from any other; while the workers come over to it, also which have not yet.</summary>
    public RedisKey Muster { get; } = key + ":muster";

    /// <summary>
    /// hash: worker incarnation → its host, process, version and load, one line of JSON; for those who look, never read by workers.
    /// </summary>
    public RedisKey Replicas { get; } = key + ":replicas";

    /// <summary>hash: what all workers on the queue must agree on.</summary>
    public RedisKey Settings { get; } = key + ":settings";

    /// <summary>string: the last fencing token handed out.</summary>
    public RedisKey Fence { get; } = key + ":fence";

    /// <summary>string: the worker that may sort the list's entries into lanes now; expires by itself.</summary>
    public RedisKey Sorter { get; } = key + ":sorter";

    /// <summary>string: how often the first entry was read since anything was sorted, and what tells it from others; expires.</summary>
    public RedisKey Reading { get; } = key + ":reading";

    /// <summary>string: there while the queue is paused.</summary>
    public RedisKey Paused { get; } = key + ":paused";

    /// <summary>string: how often workers were asked to restart.</summary>
    public RedisKey Restart { get; } = key + ":restart";

    /// <summary>zset: failed jobs, by the microsecond in which they failed.</summary>
    public RedisKey Failed { get; } = key + ":failed";

    /// <summary>hash: id → the failed job: one line of JSON, then its exact payload.</summary>
    public RedisKey FailedJobs { get; } = key + ":failed:jobs";

    /// <summary>string: the bytes of a failed job that was given up unread.</summary>
    public RedisKey Unread(string id) => $"{key}:failed:unread:{id}";

    /// <summary>zset: ids of failed jobs that were put back into their lanes lately, by the microsecond.</summary>
    public RedisKey PutBack { get; } = key + ":failed:put_back";

    /// <summary>string: there for a while after a worker trimmed Horizon's lists.</summary>
    public RedisKey HorizonTurn { get; } = key + ":horizon";

    /// <summary>hash: bot → who may ask Telegram for its updates (see intake_prologue.lua).</summary>
    public RedisKey Polls { get; } = key + ":polls";

    /// <summary>zset: timers that are pending (lane/name), by the millisecond in which they are due.</summary>
    public RedisKey Timers { get; } = key + ":timers";

    /// <summary>hash: timer → the entry it becomes.</summary>
    public RedisKey TimerEntries { get; } = key + ":timers:entries";

    /// <summary>hash: timer → how late it may be, and when again; only where there is any such rule.</summary>
    public RedisKey TimerRules { get; } = key + ":timers:rules";

    /// <summary>stream of one: tells workers that wait of a timer that is due before all others.</summary>
    public RedisKey TimersSoonest { get; } = key + ":timers:soonest";

    /// <summary>string: what is known of a bot's sends (see outgoing_prologue.lua); expires.</summary>
    public RedisKey Outgoing(string bot) => $"{key}:outgoing:{bot}";

    /// <summary>string: what is known of a bot's sends to a chat; expires as soon as there is nothing to know.</summary>
    public RedisKey Outgoing(string bot, string chat) => $"{key}:outgoing:{bot}:{chat}";

    /// <summary>zset: chats that pause ("bot chat"), by the end of it (µs).</summary>
    public RedisKey OutgoingPauses { get; } = key + ":outgoing:pauses";

    /// <summary>string: what workers did in a minute, ten minutes or an hour (see HistoryText); expires.</summary>
    public RedisKey History(HistoryScale scale, long step) =>
        string.Create(CultureInfo.InvariantCulture, $"{key}:history:{Letter(scale)}:{step}");

    /// <summary>string: what came in and went out in a minute, ten minutes or an hour (see TrafficText); expires.</summary>
    public RedisKey Traffic(HistoryScale scale, long step) =>
        string.Create(CultureInfo.InvariantCulture, $"{key}:traffic:{Letter(scale)}:{step}");

    /// <summary>hash: lane → its last tries (see OutcomeText), of the lanes that were busy last; expires.</summary>
    public RedisKey Outcomes { get; } = key + ":history:lanes";

    /// <summary>zset: those lanes, by the millisecond in which something was added.</summary>
    public RedisKey OutcomeTimes { get; } = key + ":history:lanes:at";

    /// <summary>list: who did what to the queue, the newest first (see AuditText).</summary>
    public RedisKey Audit { get; } = key + ":audit";

    /// <summary>string: written by the intake to see whether the queue takes writes; expires at once.</summary>
    public RedisKey IntakeCheck { get; } = key + ":intake:check";

    /// <summary>string: there while workers do not tell of something again.</summary>
    public RedisKey Quiet(string topic) => key + ":quiet:" + topic;

    /// <summary>set: the lanes a worker holds.</summary>
    public RedisKey Holding(string worker) => key + ":holding:" + worker;

    /// <summary>hash: what handlers want remembered for a lane; expires.</summary>
    public RedisKey Memory(string lane) => $"{key}:memory:{lane}";

    /// <summary>hash: what a job that is not finished has done so far; expires.</summary>
    public RedisKey Notes(string lane, string job) => $"{key}:notes:{lane}:{job}";

    /// <summary>string: there when an effect of an update was begun; expires.</summary>
    public RedisKey Mark(string lane, string mark) => $"{key}:once:{lane}:{mark}";

    /// <summary>string: the copy of another queue that this one has taken in.</summary>
    public RedisKey Copied { get; } = key + ":copied";

    /// <summary>The field of <see cref="Jobs"/> that holds the job with a number.</summary>
    public static string Job(string lane, long number) => string.Create(CultureInfo.InvariantCulture, $"{lane} {number}");

    /// <summary>Writes the same field; how many bytes it has.</summary>
    public static int WriteJob(Span<byte> to, string lane, long number)
    {
        var length = Encoding.UTF8.GetBytes(lane, to);
        to[length++] = (byte)' ';
        number.TryFormat(to[length..], out var digits, provider: CultureInfo.InvariantCulture);
        return length + digits;
    }

    /// <summary>The most bytes that the field of a job of this lane can have.</summary>
    public static int LongestJob(string lane) => Encoding.UTF8.GetMaxByteCount(lane.Length) + LongestNumber;

    /// <summary>zset: the bitmaps that say which updates were seen, by the second from which one may be given up.</summary>
    public RedisKey SeenBitmaps { get; } = key + ":seen";

    /// <summary>The keys of what is copied here, until all of it is there and they become this queue's.</summary>
    public QueueKeys Staged(string copy) => new($"{key}:copy:{copy}");

    /// <summary>
    /// bitmap: which of <see cref="Keys.SeenBitmaps.IdsPerBitmap"/> update ids of a bot were seen, in jobs of one scope; expires.
    /// </summary>
    public RedisKey Seen(string bot, long block, string scope = "") =>
        $"{key}:seen:{block.ToString(CultureInfo.InvariantCulture)}:{scope}:{bot}";

    private static char Letter(HistoryScale scale) => scale switch
    {
        HistoryScale.Minute => 'm',
        HistoryScale.TenMinutes => 't',
        _ => 'h',
    };
}
