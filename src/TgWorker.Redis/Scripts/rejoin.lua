-- Gives a worker a new name after an answer was lost. Calls still under way under the old name are refused from now on;
-- lanes that were granted by an answer that never arrived are set free.
-- KEYS: workers, lanes, ready, sorter, holding of the old name, holding of the new name
-- ARGV: old name, new name, lease (ms), then per lane the worker knows it holds: lane, fence
-- Returns how many lanes were set free, -1 when the lease has lapsed
local now = math.floor(clock_us() / 1000)
if not lease_holds(KEYS[1], ARGV[1], now) then return -1 end
local known = {}
for i = 4, #ARGV, 2 do known[ARGV[i]] = tonumber(ARGV[i + 1]) end
local lanes = redis.call('SMEMBERS', KEYS[5])
local states, keep = {}, {}
for i = 1, #lanes do
  states[i] = redis.call('HGET', KEYS[2], lanes[i])
  keep[i] = states[i] and parse_state(states[i]) == known[lanes[i]]
end
redis.call('ZCARD', KEYS[3])
redis.call('SCARD', KEYS[6])
local sorter = redis.call('GET', KEYS[4])
begin_writes(KEYS[1])
local freed = set_free(KEYS[2], KEYS[3], lanes, states, keep)
redis.call('DEL', KEYS[5])
for i = 1, #lanes do
  if keep[i] then redis.call('SADD', KEYS[6], lanes[i]) end
end
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[2])
if sorter == ARGV[1] then redis.call('DEL', KEYS[4]) end
return freed
