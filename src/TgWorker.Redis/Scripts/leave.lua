-- Ends a worker incarnation: what it still holds goes to the front. Not a lapse, so none is counted.
-- KEYS: workers, holding, lanes, ready, sorter
-- ARGV: worker
-- Returns how many lanes were set free
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
local lanes = redis.call('SMEMBERS', KEYS[2])
local states = {}
for i = 1, #lanes do states[i] = redis.call('HGET', KEYS[3], lanes[i]) end
redis.call('ZCARD', KEYS[4])
local sorter = redis.call('GET', KEYS[5])
begin_writes(KEYS[1])
local freed = set_free(KEYS[3], KEYS[4], lanes, states, {})
redis.call('DEL', KEYS[2])
redis.call('ZREM', KEYS[1], ARGV[1])
if sorter == ARGV[1] then redis.call('DEL', KEYS[5]) end
return freed
