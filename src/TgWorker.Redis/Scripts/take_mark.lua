-- Takes a mark that only one taker gets, if the lane is still delivered to nobody else.
-- KEYS: lanes, mark
-- ARGV: lane, fence, taker, keep for (ms; 0 gives the mark back)
-- Returns 1 taken or given back, 0 taken by another, -1 refused
local state = redis.call('HGET', KEYS[1], ARGV[1])
if not state or parse_state(state) ~= tonumber(ARGV[2]) then return -1 end
local taker = redis.call('GET', KEYS[2])
if ARGV[4] == '0' then
  redis.call('DEL', KEYS[2])
  return 1
end
if taker then return taker == ARGV[3] and 1 or 0 end
redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4])
return 1
