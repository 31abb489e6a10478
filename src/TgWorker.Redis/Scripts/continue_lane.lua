-- Ends the pause of a lane. Its head may run when it could have without the pause.
-- KEYS: lanes, ready, stopped, paused lanes, workers
-- ARGV: lane
-- Returns 1, or 0 when it is not paused
local lane = ARGV[1]
local state = redis.call('HGET', KEYS[1], lane)
local fence, head, tail, paused
if state then fence, head, tail, paused = parse_state(state) end
local stopped = redis.call('HEXISTS', KEYS[3], lane) == 1
redis.call('ZCARD', KEYS[2])
redis.call('HLEN', KEYS[4])
begin_writes(KEYS[5])
redis.call('HDEL', KEYS[4], lane)
if not paused then return 0 end
if head > tail and not stopped then
  redis.call('HDEL', KEYS[1], lane)
else
  redis.call('HSET', KEYS[1], lane, format_state(fence, head, tail))
  if fence == 0 and not stopped then redis.call('ZADD', KEYS[2], string.format('%.0f', paused), lane) end
end
return 1
