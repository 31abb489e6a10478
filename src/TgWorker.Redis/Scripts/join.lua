-- Joins as a new worker incarnation.
-- KEYS: workers, lanes
-- ARGV: worker, lease (ms)
-- Returns 1, or 0 when the name is taken.
redis.call('HLEN', KEYS[2])
begin_writes(KEYS[1])
-- A field whose value is longer than hash-max-listpack-value: Redis searches a hash of small values from end to end.
redis.call('HSETNX', KEYS[2], '', 'A lane: its fence, head and tail as three little-endian doubles; jobs are in :jobs.')
return redis.call('ZADD', KEYS[1], 'NX', math.floor(clock_us() / 1000) + ARGV[2], ARGV[1])
