-- Moves entries that only PHP can do from the list to the list of PHP's workers, bytes untouched, with a wake-up token for each.
-- One that does not stand where it was read is left alone: somebody else took it.
-- KEYS: list, list of PHP's workers, its wake-up tokens, workers
-- ARGV: end of the list that holds the oldest entry (HEAD|TAIL), then per entry its index from there and the entry
-- Returns {how many were moved, entries left on the list}
local from_tail = ARGV[1] == 'TAIL'
local moving = {}
for i = 2, #ARGV, 2 do
  local index = tonumber(ARGV[i])
  if redis.call('LINDEX', KEYS[1], from_tail and -1 - index or index) == ARGV[i + 1] then moving[#moving + 1] = ARGV[i + 1] end
end
local left = redis.call('LLEN', KEYS[1])
if #moving == 0 then return {0, left} end
redis.call('LLEN', KEYS[2])
redis.call('LLEN', KEYS[3])
redis.call('ZCARD', KEYS[4])

begin_writes(KEYS[4])
for i = 1, #moving do
  -- Found at the index at the latest: equal bytes are equal entries.
  redis.call('LREM', KEYS[1], from_tail and -1 or 1, moving[i])
  redis.call('RPUSH', KEYS[2], moving[i])
  redis.call('RPUSH', KEYS[3], 1)
end
return {#moving, left - #moving}
