-- Writes what a delivery wants remembered for its lane, if the lane is still delivered to nobody else.
-- A lapsed lease is no obstacle until somebody takes the lane over: who does reads what was written.
-- KEYS: lanes, memory of the lane
-- ARGV: lane, fence, keep for (ms), how many names to set, then those names and texts, then the names to forget
-- Returns 1, or 0 refused
local state = redis.call('HGET', KEYS[1], ARGV[1])
if not state or parse_state(state) ~= tonumber(ARGV[2]) then return 0 end
redis.call('HLEN', KEYS[2])
local last = 4 + 2 * tonumber(ARGV[4])
if last > 4 then redis.call('HSET', KEYS[2], unpack(ARGV, 5, last)) end
if #ARGV > last then redis.call('HDEL', KEYS[2], unpack(ARGV, last + 1)) end
-- No sooner than an earlier write asked for: state is kept for days, what an album needs for hours.
if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[2], ARGV[3]) end
return 1
