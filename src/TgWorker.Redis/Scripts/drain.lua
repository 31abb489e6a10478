-- Puts the jobs of one lane back on the list, before everything that stands there, in their order.
-- KEYS: lanes, jobs, ready, tries, stopped, workers, list
-- ARGV: lane, end of the list that holds the oldest entry (HEAD|TAIL), its state as it was when its jobs were looked at
-- Returns how many jobs were put back; -1 when a worker runs one of them, -2 when the lane has changed
local lane = ARGV[1]
local state = redis.call('HGET', KEYS[1], lane)
if state ~= ARGV[3] then return -2 end
local fence, head, tail = parse_state(state)
if fence ~= 0 then return -1 end
local push = ARGV[2] == 'TAIL' and 'RPUSH' or 'LPUSH'
redis.call('HLEN', KEYS[4])
redis.call('HLEN', KEYS[5])
redis.call('ZCARD', KEYS[3])
redis.call('LLEN', KEYS[7])
begin_writes(KEYS[6])

local moved = 0
for n = tail, head, -1 do
  local field = job_field(lane, n)
  local payload = redis.call('HGET', KEYS[2], field)
  if payload then
    redis.call(push, KEYS[7], payload)
    redis.call('HDEL', KEYS[2], field)
    moved = moved + 1
  end
end
redis.call('HDEL', KEYS[1], lane)
redis.call('HDEL', KEYS[4], lane)
redis.call('HDEL', KEYS[5], lane)
redis.call('ZREM', KEYS[3], lane)
return moved
