-- Changes the state of a broadcast. One that comes to its end needs its audience no more.
-- KEYS: broadcast, broadcasts that are being sent, its pages, workers
-- ARGV: id, state, why, now (unix ms), is that its end (1|0), then the states from which it may
-- Returns 1, or 0 when it may not
local state = redis.call('HGET', KEYS[1], 'state')
local may = false
for i = 6, #ARGV do may = may or ARGV[i] == state end
if not may then return 0 end
redis.call('SCARD', KEYS[2])
redis.call('HLEN', KEYS[3])
begin_writes(KEYS[4])
redis.call('HSET', KEYS[1], 'state', ARGV[2], 'reason', ARGV[3], 'changed', ARGV[4])
if ARGV[2] == 'Sending' then redis.call('SADD', KEYS[2], ARGV[1]) else redis.call('SREM', KEYS[2], ARGV[1]) end
if ARGV[5] == '1' then redis.call('UNLINK', KEYS[3]) end
return 1
