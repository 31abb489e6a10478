-- Gives rights to poll back.
-- KEYS: polls
-- ARGV: holder, then the bots
-- Returns how many were the holder's
local records = redis.call('HMGET', KEYS[1], unpack(ARGV, 2))
local released = 0
for i = 1, #ARGV - 1 do
  local right = parse_right(records[i])
  if right and right.holder == ARGV[1] then
    right.holder, right.ends = '-', 0
    redis.call('HSET', KEYS[1], ARGV[1 + i], format_right(right))
    released = released + 1
  end
end
return released
