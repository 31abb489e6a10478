-- Moves timers that are due into their lanes, behind what is there, the one that was due first first. One that repeats needs its next time, which
-- only the caller can tell: it is answered, and moved when the caller comes again with it.
-- KEYS: timers, their entries, their rules, lanes, jobs, ready, workers
-- ARGV: worker, the most to move, then per repeating timer that was answered before: id, when it was due, when it is due next ('': never), the entry for then
--   ('': nobody can tell when it goes off again; it does not go off now, and is looked at then)
-- Returns {-1} when the worker's lease has lapsed, else {moved, skipped because they were too late, ms until the next one or -1, then per timer that
--   needs its next time: id, when it was due, its rule, its entry}
local now = math.floor(clock_us() / 1000)
if not lease_holds(KEYS[7], ARGV[1], now) then return {-1} end

local following = {}
for i = 3, #ARGV, 4 do following[ARGV[i]] = {due = ARGV[i + 1], next = ARGV[i + 2], entry = ARGV[i + 3]} end
local found = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'WITHSCORES', 'LIMIT', 0, ARGV[2])
local ids, dues, lanes, out = {}, {}, {}, {0, 0, -1}
for i = 1, #found, 2 do
  ids[#ids + 1], dues[#dues + 1] = found[i], found[i + 1]
  lanes[#lanes + 1] = string.match(found[i], '^[^/]*')
end
if #ids > 0 then
  local entries = redis.call('HMGET', KEYS[2], unpack(ids))
  local rules = redis.call('HMGET', KEYS[3], unpack(ids))
  local states = redis.call('HMGET', KEYS[4], unpack(lanes))
  redis.call('HLEN', KEYS[5])
  redis.call('ZCARD', KEYS[6])

  local gone, again, renewed, jobs, ready, held, head, tail, paused = {}, {}, {}, {}, {}, {}, {}, {}, {}
  for i = 1, #ids do
    local id, lane, entry = ids[i], lanes[i], entries[i]
    local late, times = string.match(rules[i] and rules[i] ~= '' and rules[i] or ' ', '^(%d*) (.*)$')
    local follows = following[id]
    if times ~= '' and not (follows and follows.due == dues[i]) then
      local n = #out
      out[n + 1], out[n + 2], out[n + 3], out[n + 4] = id, dues[i], rules[i], entry
    elseif times ~= '' and follows.next ~= '' and follows.entry == '' then
      again[#again + 1], again[#again + 2] = follows.next, id
    else
      if times ~= '' and follows.next ~= '' then
        again[#again + 1], again[#again + 2] = follows.next, id
        renewed[#renewed + 1], renewed[#renewed + 2] = id, follows.entry
      else
        gone[#gone + 1] = id
      end
      if entry and (late == '' or now - dues[i] <= tonumber(late)) then
        if not tail[lane] then
          if states[i] then
            held[lane], head[lane], tail[lane], paused[lane] = parse_state(states[i])
          else
            held[lane], head[lane], tail[lane] = 0, 1, 0
            ready[#ready + 1], ready[#ready + 2] = string.format('%.0f', now), lane
          end
        end
        tail[lane] = tail[lane] + 1
        jobs[#jobs + 1], jobs[#jobs + 2] = job_field(lane, tail[lane]), entry
        out[1] = out[1] + 1
      else
        out[2] = out[2] + 1
      end
    end
  end

  if #gone + #again > 0 then begin_writes(KEYS[7]) end
  if #jobs > 0 then
    local changed = {}
    for lane, last in pairs(tail) do
      changed[#changed + 1], changed[#changed + 2] = lane, format_state(held[lane], head[lane], last, paused[lane])
    end
    redis.call('HSET', KEYS[5], unpack(jobs))
    redis.call('HSET', KEYS[4], unpack(changed))
  end
  if #ready > 0 then redis.call('ZADD', KEYS[6], unpack(ready)) end
  if #gone > 0 then
    redis.call('ZREM', KEYS[1], unpack(gone))
    redis.call('HDEL', KEYS[2], unpack(gone))
    redis.call('HDEL', KEYS[3], unpack(gone))
  end
  if #again > 0 then
    redis.call('ZADD', KEYS[1], unpack(again))
    if #renewed > 0 then redis.call('HSET', KEYS[2], unpack(renewed)) end
  end
end

local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
if first[2] then out[3] = math.max(0, math.ceil(first[2] - now)) end
return out
