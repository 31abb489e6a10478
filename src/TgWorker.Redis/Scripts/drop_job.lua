-- Deletes one job of a lane that no worker runs. The jobs on its shorter side move up, so that the numbers have no gap.
-- A worker that runs the head may have read the next job already, and knows it by its number: that one stays, and so does what is before it.
-- KEYS: lanes, jobs, ready, tries, stopped, workers
-- ARGV: lane, the job's number, the SHA-1 of its bytes (hex), the most jobs to move, the most bytes to move
-- Returns 1; 0 when it is not there or not the same, -1 when a worker runs it or the one before it, -2 when too much would have to be
--   moved (all three: nothing was done)
local lane, n = ARGV[1], tonumber(ARGV[2])
local state = redis.call('HGET', KEYS[1], lane)
if not state then return 0 end
local fence, head, tail, paused = parse_state(state)
local payload = redis.call('HGET', KEYS[2], job_field(lane, n))
if not payload or redis.sha1hex(payload) ~= ARGV[3] then return 0 end
if fence ~= 0 and n < head + 2 then return -1 end

local towards_tail = fence ~= 0 or tail - n < n - head
local first, last = towards_tail and n + 1 or head, towards_tail and tail or n - 1
if last - first + 1 > tonumber(ARGV[4]) then return -2 end
local bytes, moving = 0, {}
for i = first, last do bytes = bytes + redis.call('HSTRLEN', KEYS[2], job_field(lane, i)) end
if bytes > tonumber(ARGV[5]) then return -2 end
local step, old, new = towards_tail and -1 or 1, {}, {}
for i = first, last do
  old[#old + 1] = job_field(lane, i)
  new[#new + 1] = job_field(lane, i + step)
end
if #old > 0 then moving = redis.call('HMGET', KEYS[2], unpack(old)) end
local stopped = redis.call('HEXISTS', KEYS[5], lane) == 1
local now = math.floor(clock_us() / 1000)
redis.call('HLEN', KEYS[4])
redis.call('ZCARD', KEYS[3])

begin_writes(KEYS[6])
redis.call('HDEL', KEYS[2], job_field(lane, n), unpack(old))
local moved = {}
for i = 1, #old do
  if moving[i] then
    moved[#moved + 1] = new[i]
    moved[#moved + 1] = moving[i]
  end
end
if #moved > 0 then redis.call('HSET', KEYS[2], unpack(moved)) end
if towards_tail then tail = tail - 1 else head = head + 1 end
-- The next job has not been tried yet, and need not wait for what the last one waited for.
local was_head = n == (towards_tail and head or head - 1)
if was_head then redis.call('HDEL', KEYS[4], lane) end
if head > tail and not stopped and not paused then
  redis.call('HDEL', KEYS[1], lane)
  redis.call('ZREM', KEYS[3], lane)
else
  redis.call('HSET', KEYS[1], lane, format_state(fence, head, tail, paused and was_head and now or paused))
  if was_head and not stopped and not paused then redis.call('ZADD', KEYS[3], now, lane) end
end
return 1
