-- Gives the head of a lane up that no worker runs: it becomes a failed job, and the lane goes on, or stays stopped or paused.
-- KEYS: lanes, jobs, ready, tries, stopped, failed, failed jobs, workers
-- ARGV: lane, the head's number, the SHA-1 of its bytes (hex), id, record (one line of JSON, without the id)
-- Returns the failed job's id; 0 when something else is the head, -1 when a worker runs it (both: nothing was done)
local lane, id = ARGV[1], ARGV[4]
local state = redis.call('HGET', KEYS[1], lane)
if not state then return 0 end
local fence, head, tail, paused = parse_state(state)
if fence ~= 0 then return -1 end
local field = job_field(lane, head)
local payload = head == tonumber(ARGV[2]) and redis.call('HGET', KEYS[2], field)
if not payload or redis.sha1hex(payload) ~= ARGV[3] then return 0 end
local stopped = redis.call('HEXISTS', KEYS[5], lane) == 1
local now_us = clock_us()
local now = math.floor(now_us / 1000)
redis.call('ZCARD', KEYS[3])
redis.call('HLEN', KEYS[4])
redis.call('ZCARD', KEYS[6])
if redis.call('HEXISTS', KEYS[7], id) == 1 then
  local n = now_us
  while redis.call('HEXISTS', KEYS[7], id .. '-' .. string.format('%.0f', n)) == 1 do n = n + 1 end
  id = id .. '-' .. string.format('%.0f', n)
end

begin_writes(KEYS[8])
redis.call('HDEL', KEYS[2], field)
redis.call('HSET', KEYS[7], id, ARGV[5] .. '\n' .. payload)
redis.call('ZADD', KEYS[6], string.format('%.0f', now_us), id)
redis.call('HDEL', KEYS[4], lane)
if head == tail and not stopped and not paused then
  redis.call('HDEL', KEYS[1], lane)
  redis.call('ZREM', KEYS[3], lane)
else
  redis.call('HSET', KEYS[1], lane, format_state(0, head + 1, tail, paused and now))
  if not stopped and not paused then redis.call('ZADD', KEYS[3], now, lane) end
end
return id
