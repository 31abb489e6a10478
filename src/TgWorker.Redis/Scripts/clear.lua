-- Deletes every job of one lane that nobody runs; a lane that an operator holds or has paused stays so. A job that is run gets a
-- smaller number, so that those behind it never get one that its worker may have read already.
-- KEYS: lanes, jobs, ready, tries, stopped, workers
-- ARGV: lane
-- Returns how many jobs were deleted
local lane = ARGV[1]
local state = redis.call('HGET', KEYS[1], lane)
if not state then return 0 end
local fence, head, tail, paused = parse_state(state)
local runs = fence ~= 0
local running = runs and redis.call('HGET', KEYS[2], job_field(lane, head))
local stopped = redis.call('HEXISTS', KEYS[5], lane) == 1
redis.call('HLEN', KEYS[2])
redis.call('HLEN', KEYS[4])
redis.call('ZCARD', KEYS[3])
begin_writes(KEYS[6])

local first, deleted = runs and head + 1 or head, 0
if runs and tail > head then
  redis.call('HSET', KEYS[2], job_field(lane, head - 1), running)
  redis.call('HDEL', KEYS[2], job_field(lane, head))
  head = head - 1
end
for n = first, tail do deleted = deleted + redis.call('HDEL', KEYS[2], job_field(lane, n)) end
if runs or stopped or paused then
  redis.call('HSET', KEYS[1], lane, format_state(fence, head, runs and head or first - 1, paused and (runs and paused or 0)))
else
  redis.call('HDEL', KEYS[1], lane)
end
if not runs then
  redis.call('HDEL', KEYS[4], lane)
  redis.call('ZREM', KEYS[3], lane)
end
return deleted
