-- Sets the lanes of a worker free whose lease has lapsed, and counts a lapse for each of their heads.
-- KEYS: workers, holding of that worker, lanes, ready, tries
-- ARGV: worker
-- Returns how many lanes were set free
local expiry = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not expiry or tonumber(expiry) > math.floor(clock_us() / 1000) then return 0 end
local lanes = redis.call('SMEMBERS', KEYS[2])
local states, lapses = {}, {}
for i = 1, #lanes do
  states[i] = redis.call('HGET', KEYS[3], lanes[i])
  local lapsed, failures = string.match((redis.call('HGET', KEYS[5], lanes[i]) or '') .. ' 0 0', '(%d+) (%d+)')
  lapses[i] = (lapsed + 1) .. ' ' .. failures
end
redis.call('ZCARD', KEYS[4])
begin_writes(KEYS[1])
local freed = set_free(KEYS[3], KEYS[4], lanes, states, {})
for i = 1, #lanes do
  if states[i] then redis.call('HSET', KEYS[5], lanes[i], lapses[i]) end
end
redis.call('DEL', KEYS[2])
redis.call('ZREM', KEYS[1], ARGV[1])
return freed
