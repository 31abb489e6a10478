-- Joins as a new worker incarnation.
-- KEYS: workers
-- ARGV: worker, lease (ms)
-- Returns 1, or 0 when the name is taken.
begin_writes(KEYS[1])
return redis.call('ZADD', KEYS[1], 'NX', math.floor(clock_us() / 1000) + ARGV[2], ARGV[1])
