-- Puts a failed job back into its lane, payload untouched: before the jobs that have not started, or behind them all.
-- KEYS: lanes, jobs, ready, tries, stopped, failed, failed jobs
-- ARGV: id, lane, at the tail (0|1)
-- Returns 1, or 0 when there is no failed job with this id
local id, lane = ARGV[1], ARGV[2]
local record = redis.call('HGET', KEYS[7], id)
if not record then return 0 end
local payload = string.sub(record, string.find(record, '\n', 1, true) + 1)
local state = redis.call('HGET', KEYS[1], lane)
local stopped = redis.call('HGET', KEYS[5], lane)
local fence, head, tail = 0, 1, 0
if state then fence, head, tail = parse_state(state) end
-- A head that is run now or was tried before stays the head.
local started = fence ~= 0 or redis.call('HEXISTS', KEYS[4], lane) == 1
local first = started and redis.call('HGET', KEYS[2], job_field(lane, head))
redis.call('ZCARD', KEYS[3])
redis.call('ZCARD', KEYS[6])

if ARGV[3] == '1' or head > tail then
  tail = tail + 1
  redis.call('HSET', KEYS[2], job_field(lane, tail), payload)
elseif first then
  redis.call('HSET', KEYS[2], job_field(lane, head - 1), first, job_field(lane, head), payload)
  head = head - 1
else
  head = head - 1
  redis.call('HSET', KEYS[2], job_field(lane, head), payload)
end
redis.call('HSET', KEYS[1], lane, format_state(fence, head, tail))
redis.call('HDEL', KEYS[7], id)
redis.call('ZREM', KEYS[6], id)
if stopped == id then
  redis.call('HDEL', KEYS[5], lane)
  stopped = false
end
if fence == 0 and not stopped then redis.call('ZADD', KEYS[3], 'NX', math.floor(clock_us() / 1000), lane) end
return 1
