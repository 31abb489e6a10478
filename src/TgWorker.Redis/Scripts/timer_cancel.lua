-- Takes a timer away.
-- KEYS: timers, their entries, their rules, lanes
-- ARGV: id, lane and token of the delivery that does so ('': none)
-- Returns 1, 0 when there is none, -1 when that lane was delivered anew
if ARGV[2] ~= '' then
  local state = redis.call('HGET', KEYS[4], ARGV[2])
  if not state or parse_state(state) ~= tonumber(ARGV[3]) then return -1 end
else
  redis.call('HLEN', KEYS[4])
end
redis.call('HLEN', KEYS[2])
redis.call('HLEN', KEYS[3])
local was = redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
return was
