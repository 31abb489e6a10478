-- Looks at what workers hold.
-- KEYS: the sets of the lanes that they hold
-- ARGV: how many lanes of each to name at the most, any of them; of how many workers, the first ones
-- Returns per worker how many it holds, then per worker the named ones
local counts, names = {}, {}
for i = 1, #KEYS do
  counts[i] = redis.call('SCARD', KEYS[i])
  names[i] = i <= tonumber(ARGV[2]) and redis.call('SRANDMEMBER', KEYS[i], ARGV[1]) or {}
end
return {counts, names}
