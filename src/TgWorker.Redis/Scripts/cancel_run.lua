-- Notes that the worker which runs the head of a lane is to cancel it: this delivery, and none that follows.
-- KEYS: lanes, jobs, cancelled, workers
-- ARGV: lane, the head's number, the SHA-1 of its bytes (hex), who wants it
-- Returns 1; 0 when something else is the head, -1 when no worker runs it (both: nothing was done)
local lane = ARGV[1]
local state = redis.call('HGET', KEYS[1], lane)
if not state then return 0 end
local fence, head = parse_state(state)
local payload = head == tonumber(ARGV[2]) and redis.call('HGET', KEYS[2], job_field(lane, head))
if not payload or redis.sha1hex(payload) ~= ARGV[3] then return 0 end
if fence == 0 then return -1 end
redis.call('HLEN', KEYS[3])
begin_writes(KEYS[4])
redis.call('HSET', KEYS[3], lane, string.format('%.0f ', fence) .. ARGV[4])
return 1
