-- Deletes the last jobs of a lane, so that few enough are left for clear.lua. The first two stay: a worker that runs the first one
-- may have read the second already, and its number must not be used again.
-- KEYS: lanes, jobs, workers
-- ARGV: lane, the number of its last job when it was looked at, how many to delete
-- Returns how many were deleted; -2 when the lane has another last job by now or too few jobs (nothing was done)
local lane, count = ARGV[1], tonumber(ARGV[3])
local state = redis.call('HGET', KEYS[1], lane)
if not state then return -2 end
local fence, head, tail, paused = parse_state(state)
if tail ~= tonumber(ARGV[2]) or tail - count < head + 1 then return -2 end
redis.call('HLEN', KEYS[2])
begin_writes(KEYS[3])

local fields = {}
for n = tail - count + 1, tail do fields[#fields + 1] = job_field(lane, n) end
local deleted = redis.call('HDEL', KEYS[2], unpack(fields))
redis.call('HSET', KEYS[1], lane, format_state(fence, head, tail - count, paused))
return deleted
