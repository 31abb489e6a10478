-- Lets a lane go on that was held for a failed job.
-- KEYS: lanes, ready, stopped, workers
-- ARGV: lane, id of the failed job
-- Returns 1, or 0 when it is not held for this job
local lane = ARGV[1]
if redis.call('HGET', KEYS[3], lane) ~= ARGV[2] then return 0 end
local state = redis.call('HGET', KEYS[1], lane)
redis.call('ZCARD', KEYS[2])
begin_writes(KEYS[4])
redis.call('HDEL', KEYS[3], lane)
if state then
  local fence, head, tail, paused = parse_state(state)
  if paused then
    -- It waits for its pause to end.
  elseif head > tail then
    redis.call('HDEL', KEYS[1], lane)
  elseif fence == 0 then
    redis.call('ZADD', KEYS[2], 'NX', string.format('%.0f', math.floor(clock_us() / 1000)), lane)
  end
end
return 1
