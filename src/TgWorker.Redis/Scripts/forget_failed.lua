-- Deletes a failed job; a lane that was held for it goes on.
-- KEYS: lanes, ready, stopped, failed, failed jobs
-- ARGV: id, lane
-- Returns 1, or 0 when there is no failed job with this id
local id, lane = ARGV[1], ARGV[2]
if redis.call('HEXISTS', KEYS[5], id) == 0 then return 0 end
local stopped = redis.call('HGET', KEYS[3], lane)
local state = redis.call('HGET', KEYS[1], lane)
redis.call('ZCARD', KEYS[2])
redis.call('ZREM', KEYS[4], id)
redis.call('HDEL', KEYS[5], id)
if stopped == id then
  redis.call('HDEL', KEYS[3], lane)
  local _, head, tail = parse_state(state)
  if head > tail then
    redis.call('HDEL', KEYS[1], lane)
  else
    redis.call('ZADD', KEYS[2], math.floor(clock_us() / 1000), lane)
  end
end
return 1
