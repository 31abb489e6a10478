-- Puts a failed job that was given up unread back on the list: before everything that stands there, or behind it.
-- KEYS: list, failed, failed jobs, its bytes, workers
-- ARGV: end of the list that holds the oldest entry (HEAD|TAIL), behind everything (0|1), id
-- Returns 1, or 0 when there is no such failed job
local bytes = redis.call('GET', KEYS[4])
redis.call('LLEN', KEYS[1])
redis.call('ZCARD', KEYS[2])
if not bytes or redis.call('HEXISTS', KEYS[3], ARGV[3]) == 0 then return 0 end
begin_writes(KEYS[5])
redis.call((ARGV[1] == 'TAIL') == (ARGV[2] == '0') and 'RPUSH' or 'LPUSH', KEYS[1], bytes)
redis.call('HDEL', KEYS[3], ARGV[3])
redis.call('ZREM', KEYS[2], ARGV[3])
redis.call('DEL', KEYS[4])
return 1
