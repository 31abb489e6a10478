-- Adds a failed job that was exported before.
-- KEYS: failed, failed jobs
-- ARGV: id, when it failed (us), record (one line of JSON, a line feed, the payload)
-- Returns 1, or 0 when there is a failed job with this id
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return 0 end
redis.call('ZCARD', KEYS[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
return 1
