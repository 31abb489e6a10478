-- Pauses a lane: what runs there ends as ever, and nothing of it is granted until the pause ends. A lane without jobs may be paused too.
-- KEYS: lanes, ready, paused lanes, workers
-- ARGV: lane
-- Returns 1, or 0 when it is paused already
local lane = ARGV[1]
local state = redis.call('HGET', KEYS[1], lane)
local fence, head, tail, paused = 0, 1, 0, false
if state then fence, head, tail, paused = parse_state(state) end
local due = tonumber(redis.call('ZSCORE', KEYS[2], lane) or aside)
redis.call('HLEN', KEYS[3])
local now = math.floor(clock_us() / 1000)
begin_writes(KEYS[4])
if paused then
  redis.call('HSETNX', KEYS[3], lane, string.format('%.0f', now))
  return 0
end
redis.call('HSET', KEYS[3], lane, string.format('%.0f', now))
redis.call('HSET', KEYS[1], lane, format_state(fence, head, tail, due < aside and due or now))
redis.call('ZREM', KEYS[2], lane)
return 1
