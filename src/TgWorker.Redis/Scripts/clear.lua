-- Deletes every job of one lane that nobody runs; a lane that an operator holds stays held. A job that is run gets a
-- smaller number, so that those behind it never get one that its worker may have read already.
-- KEYS: lanes, jobs, ready, tries, stopped, workers
-- ARGV: lane
-- Returns how many jobs were deleted
local lane = ARGV[1]
local state = redis.call('HGET', KEYS[1], lane)
if not state then return 0 end
local fence, head, tail = parse_state(state)
local runs = fence ~= 0
local stopped = redis.call('HEXISTS', KEYS[5], lane) == 1
local running = runs and redis.call('HGET', KEYS[2], job_field(lane, head))
redis.call('HLEN', KEYS[4])
redis.call('ZCARD', KEYS[3])
begin_writes(KEYS[6])

local deleted = 0
for n = head, tail do deleted = deleted + redis.call('HDEL', KEYS[2], job_field(lane, n)) end
if running then
  redis.call('HSET', KEYS[2], job_field(lane, head - 1), running)
  redis.call('HSET', KEYS[1], lane, format_state(fence, head - 1, head - 1))
  return deleted - 1
end
if stopped then
  redis.call('HSET', KEYS[1], lane, format_state(fence, tail + 1, tail))
else
  redis.call('HDEL', KEYS[1], lane)
  redis.call('HDEL', KEYS[4], lane)
end
redis.call('ZREM', KEYS[3], lane)
return deleted
