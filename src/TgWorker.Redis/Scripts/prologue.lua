-- Stands in front of every script.
--
-- A lane's state is three little-endian doubles (packed: reading text costs five times as much): the fencing token of the
-- delivery that runs the head, 0 when nobody does, and the numbers of its first and last job. The job with number n is
-- the field "<lane> <n>" of K:jobs. head > tail: the lane is empty, kept only while an operator holds it (K:stopped, or a pause).
-- A fourth number is there while an operator has the lane paused: the millisecond from which its head may run once the pause ends.
-- A paused lane is never in K:ready.
--
-- K:ready has the millisecond from which a lane's head may run. Where a claim comes across the lane of a paused bot, it sets the lane aside:
-- the pause has a number, and the lane stands that many times 1e13 ms behind its time, where no claim looks. Ended pauses give them back.
--
-- Payloads stay out of Lua where they can: Redis hashes every byte of a string that enters it.
--
-- Every script reads before it writes, so that an error (a key of a foreign type, no memory) leaves nothing half done.

local function clock_us()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

local function lease_holds(workers, worker, now_ms)
  local expiry = redis.call('ZSCORE', workers, worker)
  return expiry and tonumber(expiry) > now_ms
end

local function parse_state(state)
  local fence, head, tail = struct.unpack('<ddd', state)
  return fence, head, tail, #state > 24 and struct.unpack('<d', state, 25)
end

local function format_state(fence, head, tail, paused)
  if paused then return struct.pack('<dddd', fence, head, tail, paused) end
  return struct.pack('<ddd', fence, head, tail)
end

-- Numbers of one kind in one string, little-endian. As single arguments and answers they cost both sides several times as much.
local function pack_all(kind, numbers)
  return struct.pack('<' .. string.rep(kind, #numbers), unpack(numbers))
end

-- Whole numbers, as Lua 5.4 (Garnet) would write " 12.0".
local small = {' 1', ' 2', ' 3', ' 4', ' 5', ' 6', ' 7', ' 8'}
local function job_field(lane, n)
  return lane .. (small[n] or ' ' .. math.floor(n))
end

-- The last token handed out so far; never behind the clock, so that tokens go on growing after Redis lost its data.
local function last_fence(key, now_us)
  return math.max(tonumber(redis.call('GET', key) or '0'), now_us)
end

-- The pauses of bots: the numbers of those that last, by bot, and {number, bot} of those that have ended and give their lanes back. Nil when
-- there are none.
local function bot_pauses(key)
  local fields = redis.call('HGETALL', key)
  if #fields == 0 then return nil end
  local lasting, ended = {}, {}
  for i = 1, #fields, 2 do
    local number, has_ended = string.match(fields[i + 1], '^([1-9]%d?%d?) %d+( ?)')
    if has_ended == '' then lasting[fields[i]] = tonumber(number) end
    if has_ended == ' ' then ended[#ended + 1] = {tonumber(number), fields[i]} end
  end
  table.sort(ended, function(one, other) return one[1] < other[1] end)
  return lasting, ended
end

local function is_bot_paused(pauses, lane)
  return pauses and pauses[string.match(lane, '^[^:]*')]
end

local aside = 1e13

-- Up to `most` of the lanes that the pause with this number has set aside.
local function lanes_aside(ready_key, number, most)
  return redis.call('ZRANGEBYSCORE', ready_key, string.format('%.0f', number * aside), string.format('(%.0f', (number + 1) * aside), 'LIMIT', 0, most)
end

-- How long until the first of the ready lanes is due, in ms; -1 when none will be.
local function until_due(first, now)
  if not first[2] or tonumber(first[2]) >= aside then return -1 end
  return math.max(0, math.ceil(first[2] - now))
end

-- The first write of a script, one that needs no memory: after it Redis lets the script go on although its memory is
-- full (maxmemory). Otherwise a worker could not work off what fills it.
local function begin_writes(workers)
  redis.call('ZREM', workers, '')
end

-- Gives up whatever `worker` holds: its lanes go to the front of the ready ones, except those in `keep`; paused ones stay paused.
local function set_free(lanes_key, ready_key, lanes, states, keep)
  local free, ready = {}, {}
  for i = 1, #lanes do
    if states[i] and not keep[i] then
      local _, head, tail, paused = parse_state(states[i])
      free[#free + 1] = lanes[i]
      free[#free + 1] = format_state(0, head, tail, paused and 0)
      if not paused then
        ready[#ready + 1] = 0
        ready[#ready + 1] = lanes[i]
      end
    end
  end
  for i = 1, #free, 1000 do
    redis.call('HSET', lanes_key, unpack(free, i, math.min(i + 999, #free)))
  end
  for i = 1, #ready, 1000 do redis.call('ZADD', ready_key, unpack(ready, i, math.min(i + 999, #ready))) end
  return #free / 2
end
