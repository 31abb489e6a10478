-- Counts what became of one recipient of a broadcast, once; the last one of all ends it.
-- KEYS: broadcast, broadcasts that are being sent, those of its messages that are in lanes, whom it did not reach, workers
-- ARGV: id, number, field that counts (sent|gone|failed|skipped), what to list ('': nothing), now (unix ms)
-- Returns 1, or 0 when it was counted before
if redis.call('SISMEMBER', KEYS[3], ARGV[2]) == 0 then return 0 end
local found = redis.call('HMGET', KEYS[1], 'state', 'total', 'sent', 'gone', 'failed', 'skipped')
redis.call('SCARD', KEYS[2])
redis.call('HLEN', KEYS[4])
local settled = 1
for i = 3, 6 do settled = settled + tonumber(found[i] or '0') end
begin_writes(KEYS[5])
redis.call('SREM', KEYS[3], ARGV[2])
redis.call('HINCRBY', KEYS[1], ARGV[3], 1)
if ARGV[4] ~= '' then redis.call('HSET', KEYS[4], ARGV[2], ARGV[4]) end
if (found[1] == 'Sending' or found[1] == 'Paused') and settled >= tonumber(found[2]) then
  redis.call('HSET', KEYS[1], 'state', 'Done', 'reason', '', 'changed', ARGV[5])
  redis.call('SREM', KEYS[2], ARGV[1])
end
return 1
