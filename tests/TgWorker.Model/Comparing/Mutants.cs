namespace TgWorker.Model.Comparing;

/// <summary>Every guard of the scripts, each with the change that takes it away.</summary>
internal static class Mutants
{
    private const string NoLease = "writes although the worker's lease has lapsed";
    private const string NoFence = "does not look at the token";
    private const string NoHolder = "does not ask who holds the lane";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        .. Prologue, .. Claim, .. Sort, .. Finish, .. Fail, .. Park, .. NoteFailures, .. Leases, .. RetryFailed, .. Operating,
        .. LaterMutants.All,
    ];

    private static Mutant[] Prologue =>
    [
        new(Mutant.Prologue, "a lease holds in the very millisecond in which it ends", "tonumber(expiry) > now_ms",
            "tonumber(expiry) >= now_ms"),
        new(Mutant.Prologue, "a worker that is not known has a lease", "return expiry and tonumber(expiry) > now_ms",
            "return not expiry or tonumber(expiry) > now_ms"),
        new(Mutant.Prologue, "tokens may fall behind the clock", "math.max(tonumber(redis.call('GET', key) or '0'), now_us)",
            "tonumber(redis.call('GET', key) or '0')"),
        new(Mutant.Prologue, "the last token is forgotten", "math.max(tonumber(redis.call('GET', key) or '0'), now_us)", "now_us"),
        new(Mutant.Prologue, "lanes set free keep their token", "format_state(0, head, tail, paused and 0)",
            "format_state(_, head, tail, paused and 0)"),
        new(Mutant.Prologue, "lanes set free go behind the others", "ready[#ready + 1] = 0\n", "ready[#ready + 1] = '9999999999999'\n"),
        new(Mutant.Prologue, "lanes to keep are set free", "if states[i] and not keep[i] then", "if states[i] then"),
    ];

    private static Mutant[] Claim =>
    [
        new("claim", NoLease, "if not lease_holds(KEYS[4], worker, now) then return {-1} end", ""),
        new("claim", "grants lanes that are not due", "'-inf', now, 'LIMIT', 0, slots)", "'-inf', '+inf', 'LIMIT', 0, slots)"),
        new("claim", "grants more lanes than there are slots", "now, 'LIMIT', 0, slots)", "now, 'LIMIT', 0, slots + 1)"),
        new("claim", "leaves the lane among the ready ones", "redis.call('ZREM', KEYS[3], unpack(lanes))", ""),
        new("claim", "takes the head away", "format_state(fence + i, head, tail, paused)",
            "format_state(fence + i, head + 1, tail, paused)"),
        new("claim", "keeps the lane without a token", "format_state(fence + i, head, tail, paused)",
            "format_state(_, head, tail, paused)"),
        new("claim", "gives two lanes one token", "format_state(fence + i, head, tail, paused)",
            "format_state(fence + 1, head, tail, paused)"),
        new("claim", "does not note who holds the lane", "redis.call('SADD', KEYS[5], unpack(lanes))", ""),
        new("claim", "forgets the token it handed out", "redis.call('SET', KEYS[6], string.format('%.0f', fence + granted))", ""),
        new("claim", "takes the right to sort from another", "local sorter = may_sort and redis.call('GET', KEYS[7])",
            "local sorter = false"),
        new("claim", "lets everybody sort", "not sorter or sorter == worker", "true"),
        new("claim", "the right to sort never expires", "worker, 'PX', ARGV[3])", "worker)"),
        new("claim", "sorts although no slot is left", "(granted < slots or ARGV[4] == '1') and", "true and"),
    ];

    private static Mutant[] Sort =>
    [
        new("sort", NoLease, "if not lease_holds(KEYS[5], worker, now) then return {-1} end", ""),
        new("sort", "moves entries without the right to", "if redis.call('GET', KEYS[8]) ~= worker then return {-2} end", ""),
        new("sort", "does not count what is left on the list", "local intact = #entries == count", "local intact = true"),
        new("sort", "does not compare the entries' lengths", "#entry ~= length or ", ""),
        new("sort", "does not compare the entries' last bytes", " or string.sub(entry, -#last) ~= last", ""),
        new("sort", "does not compare the entries at all", "if not intact then", "if false then"),
        new("sort", "keeps the right to sort when the list has changed", "redis.call('DEL', KEYS[8])\n  return {-3}", "return {-3}"),
        new("sort", "grants a lane that is not empty", "if state then\n        held[n]",
            "if state and #granted >= slots then\n        held[n]"),
        new("sort", "grants more lanes than there are slots", "if #granted < slots and not", "if not"),
        new("sort", "gives two lanes one token", "held[n] = fence + #granted", "held[n] = fence + 1"),
        new("sort", "takes the token of a lane that is being run", "held[n], head[n], tail[n], paused[n] = parse_state(state)",
            "held[n], head[n], tail[n], paused[n] = parse_state(state)\n        held[n] = 0"),
        new("sort", "runs an update that was seen", "duplicate[i] = byte % (2 * mask) >= mask", "duplicate[i] = false"),
        new("sort", "does not remember which updates it saw", "duplicate[i] and byte or byte + mask", "byte"),
        new("sort", "forgets the other updates of a byte",
            "string.byte(redis.call('GETRANGE', KEYS[first_seen + bitmap_of[i]], at, at)) or 0", "0"),
        new("sort", "takes the update beside for the same", "masks[place]", "masks[0]"),
        new("sort", "remembers seen updates for ever", "redis.call('EXPIRE', KEYS[first_seen + s], ARGV[5])", ""),
        new("sort", "keeps all bitmaps of seen updates", "redis.call('ZCARD', KEYS[10]) - tonumber(ARGV[6])", "0"),
        new("sort", "keeps a bitmap less than it may", "redis.call('ZCARD', KEYS[10]) - tonumber(ARGV[6])",
            "redis.call('ZCARD', KEYS[10]) - tonumber(ARGV[6]) + 1"),
        new("sort", "lists bitmaps that have lapsed", "math.min(lapsed, 256)", "0"),
        new("sort", "gives bitmaps up before their time", "string.format('(%.0f', now_s - life)", "string.format('(%.0f', now_s)"),
        new("sort", "gives a bitmap of many updates up for one of few", "is_worth_it and now_s + life or now_s", "now_s"),
        new("sort", "takes a bitmap of few updates for one of many", "is_worth_it and now_s + life or now_s", "now_s + life"),
        new("sort", "takes a bitmap off the list and keeps it", "redis.call('DEL', KEYS[10] .. ':' .. bitmap)", "local _ = 0"),
        new("sort", "keeps a bitmap on the list that it has given up", "redis.call('ZREMRANGEBYRANK', KEYS[10], 0, last_one)", ""),
        new("sort", "leaves the entries on the list", "redis.call('LTRIM', KEYS[1], count, -1)", ""),
        new("sort", "leaves the entries on a list taken from its tail", "redis.call('LTRIM', KEYS[1], 0, -count - 1)", ""),
        new("sort", "takes a list from its head that is taken from its tail", "local entry = entries[from_tail and count + 1 - i or i]",
            "local entry = entries[i]"),
        new("sort", "turns the order of entries round", "jobs[#jobs + 1] = entries[from_tail and count + 1 - i or i]",
            "jobs[#jobs + 1] = entries[from_tail and i or count + 1 - i]"),
        new("sort", "leaves lanes that nobody was granted without a turn",
            "if #ready > 0 then redis.call('ZADD', KEYS[4], unpack(ready)) end", ""),
        new("sort", "does not note who holds the lane", "redis.call('SADD', KEYS[6], unpack(granted))", ""),
        new("sort", "forgets the tokens it handed out", "redis.call('SET', KEYS[7], string.format('%.0f', fence + #granted))", ""),
        new("sort", "keeps the right to sort though it granted lanes", "left > 0 and #granted == 0", "left > 0"),
        new("sort", "never gives the right to sort back", "redis.call('DEL', KEYS[8])\nend\nreturn", "end\nreturn"),
    ];

    private static Mutant[] Finish =>
    [
        new("finish", NoLease, "if not lease_holds(KEYS[4], worker, now) then return {-1} end", ""),
        new("finish", NoFence, "held ~= fences[i]", "not held"),
        new("finish", NoHolder, "mine[i] == 0 or ", ""),
        new("finish", "finishes a lane twice in one call", " or done[lane] then", " then"),
        new("finish", "takes a lane with jobs for empty", "if head == tail and not paused then", "if true then"),
        new("finish", "takes an empty lane for one with jobs", "if head == tail and not paused then", "if false then"),
        new("finish", "hands on the next job unasked", "elseif take and not paused and", "elseif not paused and"),
        new("finish", "hands on the next job under the old token", "format_state(fence + taken, head + 1, tail)",
            "format_state(held, head + 1, tail)"),
        new("finish", "gives two lanes one token", "format_state(fence + taken, head + 1, tail)",
            "format_state(fence + 1, head + 1, tail)"),
        new("finish", "leaves the head where it is", "format_state(fence + taken, head + 1, tail)",
            "format_state(fence + taken, head, tail)"),
        new("finish", "leaves the head of a lane it lets go of", "format_state(0, head + 1, tail, paused and now)",
            "format_state(0, head, tail, paused and now)"),
        new("finish", "lets go of a lane without giving its token up", "format_state(0, head + 1, tail, paused and now)",
            "format_state(held, head + 1, tail, paused and now)"),
        new("finish", "keeps the finished job", "redis.call('HDEL', KEYS[2], unpack(fields))", ""),
        new("finish", "leaves the tries of the finished job to the next", "redis.call('HDEL', KEYS[7], unpack(finished))", ""),
        new("finish", "keeps holding lanes it let go of", "redis.call('SREM', KEYS[5], unpack(let_go))", "local _ = 0"),
        new("finish", "leaves lanes it let go of without a turn", "redis.call('ZADD', KEYS[3], unpack(ready))", "local _ = 0"),
        new("finish", "forgets the tokens it handed out", "redis.call('SET', KEYS[6], string.format('%.0f', fence + taken))",
            "local _ = 0"),
        new("finish", "answers with the payload of the job before", "job_field(changed[2 * i - 1], following[i])",
            "job_field(changed[2 * i - 1], following[i] - 1)"),
        new("finish", "answers with no payload", "if with_payloads and taken > 0 then", "if false then"),
    ];

    private static Mutant[] Fail =>
    [
        new("fail", NoLease, "if not lease_holds(KEYS[4], worker, now) then return {-1} end", ""),
        new("fail", NoFence, "held ~= tonumber(ARGV[3])", "not held"),
        new("fail", NoHolder, " or redis.call('SISMEMBER', KEYS[5], lane) == 0 then return {0} end", " then return {0} end"),
        new("fail", "overwrites a failed job of the same id", "if redis.call('HEXISTS', KEYS[10], id) == 1 then\n", "if false then\n"),
        new("fail", "keeps the failed job in its lane", "redis.call('HDEL', KEYS[2], field)", ""),
        new("fail", "loses the payload", "ARGV[7] .. '\\n' .. payload", "ARGV[7] .. '\\n'"),
        new("fail", "leaves the failed job out of the list", "redis.call('ZADD', KEYS[9], string.format('%.0f', now_us), id)", ""),
        new("fail", "leaves the tries of the failed job to the next", "redis.call('HDEL', KEYS[7], lane)", ""),
        new("fail", "goes on with a lane that is to be held", "following and not hold and not paused", "following and not paused"),
        new("fail", "hands on the next job unasked", " and ARGV[4] == '1' then", " then"),
        new("fail", "hands on the next job under the old token", "format_state(fence + 1, head + 1, tail)",
            "format_state(held, head + 1, tail)"),
        new("fail", "forgets the token it handed out", "redis.call('SET', KEYS[6], string.format('%.0f', fence + 1))", ""),
        new("fail", "keeps holding the lane", "redis.call('SREM', KEYS[5], lane)", ""),
        new("fail", "does not note for which job the lane is held", "redis.call('HSET', KEYS[8], lane, id)", ""),
        new("fail", "leaves the lane without a turn", "redis.call('ZADD', KEYS[3], now, lane)", ""),
    ];

    private static Mutant[] Park =>
    [
        new("park", NoLease, "if not lease_holds(KEYS[3], worker, now) then return {-1} end", ""),
        new("park", NoFence, "held ~= tonumber(ARGV[3])", "not held"),
        new("park", NoHolder, " or redis.call('SISMEMBER', KEYS[4], lane) == 0 then return {0} end", " then return {0} end"),
        new("park", "keeps holding the lane", "redis.call('SREM', KEYS[4], lane)", ""),
        new("park", "keeps the token", "format_state(0, head, tail, paused and due)", "format_state(held, head, tail, paused and due)"),
        new("park", "takes the head away", "format_state(0, head, tail, paused and due)",
            "format_state(0, head + 1, tail, paused and due)"),
        new("park", "is due at once", "and 0 or now + ARGV[4]", "and 0 or now"),
        new("park", "goes behind the others when put back", "ARGV[4] == '0' and 0 or now + ARGV[4]", "now + ARGV[4]"),
        new("park", "forgets the lapses", "lane, lapses .. ' ' .. ARGV[5])", "lane, '0 ' .. ARGV[5])"),
        new("park", "forgets the failed tries", "if lapses ~= '0' or ARGV[5] ~= '0' then", "if lapses ~= '0' then"),
    ];

    private static Mutant[] NoteFailures =>
    [
        new("note_failures", NoLease, "if not lease_holds(KEYS[2], worker, math.floor(clock_us() / 1000)) then return {-1} end", ""),
        new("note_failures", NoFence, "parse_state(state) ~= tonumber(ARGV[3])", "false"),
        new("note_failures", NoHolder, " or redis.call('SISMEMBER', KEYS[3], lane) == 0 then", " then"),
        new("note_failures", "forgets the lapses", "lapses .. ' ' .. ARGV[4]", "'0 ' .. ARGV[4]"),
    ];

    private static Mutant[] Leases =>
    [
        new("join", "takes a name that is taken", "'NX', ", ""),
        new("join", "lets in who sorts otherwise", "if differs and (lanes > 0 or others > 0) then return differs end", ""),
        new("join", "lets in who sorts otherwise while jobs lie in lanes", "(lanes > 0 or others > 0)", "(others > 0)"),
        new("join", "lets in who sorts otherwise beside a worker", "(lanes > 0 or others > 0)", "(lanes > 0)"),
        new("join", "takes the dead for workers", "string.format('(%.0f', now), '+inf'", "'-inf', '+inf'"),
        new("join", "does not note how the queue is sorted",
            "for i = 3, #ARGV, 2 do redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1]) end", ""),
        new("renew", "renews a lease that has lapsed", "if not lease_holds(KEYS[1], ARGV[1], now) then return {-1} end", ""),
        new("renew", "tells of lapsed workers that have not", "'-inf', now)", "'-inf', '+inf')"),
        new("recover", "takes lanes from a worker whose lease holds",
            "if not expiry or tonumber(expiry) > math.floor(clock_us() / 1000) then return 0 end", ""),
        new("recover", "does not count the lapse", "(lapsed + 1) .. ' '", "lapsed .. ' '"),
        new("recover", "forgets the failed tries", "(lapsed + 1) .. ' ' .. failures", "(lapsed + 1) .. ' 0'"),
        new("recover", "keeps the lanes with the dead", "redis.call('DEL', KEYS[2])", ""),
        new("recover", "keeps the dead worker", "redis.call('ZREM', KEYS[1], ARGV[1])", ""),
        new("rejoin", NoLease, "if not lease_holds(KEYS[1], ARGV[1], now) then return -1 end", ""),
        new("rejoin", "keeps lanes the worker does not know", "states[i] and parse_state(states[i]) == known[lanes[i]]", "states[i]"),
        new("rejoin", "keeps lanes known under another token", "parse_state(states[i]) == known[lanes[i]]", "known[lanes[i]]"),
        new("rejoin", "keeps no lane", "states[i] and parse_state(states[i]) == known[lanes[i]]", "false"),
        new("rejoin", "leaves the old name its lanes", "redis.call('DEL', KEYS[5])", ""),
        new("rejoin", "leaves the old name its lease", "redis.call('ZREM', KEYS[1], ARGV[1])", ""),
        new("rejoin", "leaves the old name the right to sort", "if sorter == ARGV[1] then redis.call('DEL', KEYS[4]) end", ""),
        new("rejoin", "takes the right to sort from another", "if sorter == ARGV[1] then redis.call('DEL', KEYS[4]) end",
            "redis.call('DEL', KEYS[4])"),
        new("leave", "frees lanes of a worker that is not known", "if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end", ""),
        new("leave", "keeps the lanes", "redis.call('DEL', KEYS[2])", ""),
        new("leave", "takes the right to sort from another", "if sorter == ARGV[1] then redis.call('DEL', KEYS[5]) end",
            "redis.call('DEL', KEYS[5])"),
        new("leave", "keeps the right to sort", "if sorter == ARGV[1] then redis.call('DEL', KEYS[5]) end", ""),
    ];

    private static Mutant[] RetryFailed =>
    [
        new("retry_failed", "puts jobs back that are no failed jobs", "if record then", "record = record or '\\n'\n  if record then"),
        new("retry_failed", "takes the place of a head that is run", "fence ~= 0 or redis.call('HEXISTS', KEYS[4], lane) == 1",
            "redis.call('HEXISTS', KEYS[4], lane) == 1"),
        new("retry_failed", "takes the place of a head that was tried", "fence ~= 0 or redis.call('HEXISTS', KEYS[4], lane) == 1",
            "fence ~= 0"),
        new("retry_failed", "never goes before a head", "local started = fence", "local started = true or fence"),
        new("retry_failed", "starts a lane that is being run", "if fence == 0 and not stopped and not paused then", "if not stopped then"),
        new("retry_failed", "starts a lane that is held for another", "if fence == 0 and not stopped and not paused then",
            "if fence == 0 then"),
        new("retry_failed", "wakes a lane before it is due", "'NX', ", ""),
        new("retry_failed", "keeps the failed job", "redis.call('HDEL', KEYS[7], unpack(ids))", ""),
        new("retry_failed", "keeps the failed job in the list", "redis.call('ZREM', KEYS[6], unpack(ids))", ""),
        new("retry_failed", "leaves the lane held", "redis.call('HDEL', KEYS[5], lane)", ""),
        new("retry_failed", "releases a lane held for another", "if stopped == ids[i] then", "if stopped then"),
        new("retry_failed", "goes to the head though the tail was asked for", "if at_tail or head > tail then", "if head > tail then"),
    ];

    private static Mutant[] Operating =>
    [
        new("clear", "deletes the job that is run", "local first, deleted = runs and head + 1 or head, 0",
            "local first, deleted = head, 0"),
        new("clear", "lets the number of a deleted job be used again", "if runs and tail > head then", "if false then"),
        new("clear", "forgets a lane that is run", "if runs or stopped or paused then", "if stopped then"),
        new("clear", "forgets a lane that is held", "if runs or stopped or paused then", "if runs then"),
        new("clear", "leaves the tries of a deleted job", "redis.call('HDEL', KEYS[4], lane)", ""),
        new("clear", "leaves an empty lane its turn", "redis.call('ZREM', KEYS[3], lane)", ""),
        new("drain", "puts a job back that is run", "if fence ~= 0 then return -1 end", ""),
        new("drain", "does not see that the lane has changed", "if state ~= ARGV[3] then return -2 end", "if not state then return -2 end"),
        new("drain", "does not compare the jobs", "if string.sub(looked_at, at, at + #mark - 1) ~= mark then return -2 end", ""),
        new("drain", "turns the order round", "for n = tail, head, -1 do", "for n = head, tail do"),
        new("drain", "puts jobs behind the others", "ARGV[2] == 'TAIL' and 'RPUSH' or 'LPUSH'", "ARGV[2] == 'TAIL' and 'LPUSH' or 'RPUSH'"),
        new("drain", "keeps the lane held", "redis.call('HDEL', KEYS[5], lane)", ""),
        new("drain", "remembers that its updates were seen", "if redis.call('GETBIT', KEYS[s], bit) == 1 then", "if false then"),
        new("drain", "forgets which updates were seen although it refuses", "if fence ~= 0 then return -1 end",
            "if fence ~= 0 then\n  for s = 8, #KEYS do redis.call('DEL', KEYS[s]) end\n  return -1\nend"),
        new("drain", "leaves an absent lane its turn", "redis.call('ZREM', KEYS[3], lane)", ""),
        new("forget_failed", "releases a lane held for another", "if redis.call('HGET', KEYS[3], lane) == id then held",
            "if redis.call('HGET', KEYS[3], lane) then held"),
        new("forget_failed", "keeps the lane held", "redis.call('HDEL', KEYS[3], lane)", ""),
        new("forget_failed", "starts an empty lane", "if head > tail then", "if false then"),
        new("forget_failed", "leaves the lane without a turn", "redis.call('ZADD', KEYS[2], now, lane)", "local _ = 0"),
        new("forget_failed", "forgets what is not there",
            "if redis.call('HEXISTS', KEYS[5], id) == 1 or redis.call('ZSCORE', KEYS[4], id) then", "if true then"),
    ];
}
