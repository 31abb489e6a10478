-- Adds finished jobs to Horizon's figures, as its own script does one by one: how many, and the average of their runtimes.
-- KEYS: figures, set of the keys with figures
-- ARGV: jobs, the sum of their runtimes (ms)
-- Returns how many jobs the figures are of
local before = redis.call('HMGET', KEYS[1], 'throughput', 'runtime')
redis.call('SCARD', KEYS[2])
local count = tonumber(before[1] or '0')
local sum = count * tonumber(before[2] or '0') + tonumber(ARGV[2])
count = count + tonumber(ARGV[1])
redis.call('HSET', KEYS[1], 'throughput', string.format('%.0f', count), 'runtime', string.format('%.17g', sum / count))
redis.call('SADD', KEYS[2], KEYS[1])
return count
