-- Puts failed jobs of one lane back into it, payloads untouched and in the given order: before the jobs that have not
-- started, or behind them all.
-- KEYS: lanes, jobs, ready, tries, stopped, failed, failed jobs, workers
-- ARGV: lane, at the tail (0|1), ids...
-- Returns the ids that were put back; the others are not failed jobs any more
local lane, at_tail = ARGV[1], ARGV[2] == '1'
local ids, payloads = {}, {}
for i = 3, #ARGV do
  local record = redis.call('HGET', KEYS[7], ARGV[i])
  if record then
    ids[#ids + 1] = ARGV[i]
    payloads[#payloads + 1] = string.sub(record, (string.find(record, "\n", 1, true) or 0) + 1)
  end
end
if #ids == 0 then return ids end

local state = redis.call('HGET', KEYS[1], lane)
local stopped = redis.call('HGET', KEYS[5], lane)
local fence, head, tail, paused = 0, 1, 0, false
if state then fence, head, tail, paused = parse_state(state) end
-- A head that is run now or was tried before stays the head.
local started = fence ~= 0 or redis.call('HEXISTS', KEYS[4], lane) == 1
local first = started and head <= tail and redis.call('HGET', KEYS[2], job_field(lane, head))
redis.call('ZCARD', KEYS[3])
redis.call('ZCARD', KEYS[6])
begin_writes(KEYS[8])

local from
if at_tail or head > tail then
  from = tail + 1
  tail = tail + #ids
else
  head = head - #ids
  from = head
  if first then
    redis.call('HSET', KEYS[2], job_field(lane, head), first)
    from = head + 1
  end
end
for i = 1, #ids do redis.call('HSET', KEYS[2], job_field(lane, from + i - 1), payloads[i]) end
redis.call('HSET', KEYS[1], lane, format_state(fence, head, tail, paused))
redis.call('HDEL', KEYS[7], unpack(ids))
redis.call('ZREM', KEYS[6], unpack(ids))
for i = 1, #ids do
  if stopped == ids[i] then
    redis.call('HDEL', KEYS[5], lane)
    stopped = false
  end
end
if fence == 0 and not stopped and not paused then
  redis.call('ZADD', KEYS[3], 'NX', string.format('%.0f', math.floor(clock_us() / 1000)), lane)
end
return ids
