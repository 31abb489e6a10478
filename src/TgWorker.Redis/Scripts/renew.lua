-- Renews a worker's lease and reads what concerns it.
-- KEYS: workers, ready, paused, restart
-- ARGV: worker, lease (ms)
-- Returns {-1} when the lease has lapsed, else
--   {paused (0|1), how often a restart was asked for, ms until the next ready lane is due or -1, lapsed worker, ...}
local now = math.floor(clock_us() / 1000)
if not lease_holds(KEYS[1], ARGV[1], now) then return {-1} end
local first = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
local out = {
  redis.call('EXISTS', KEYS[3]),
  tonumber(redis.call('GET', KEYS[4]) or 0) or 0,
  first[2] and math.max(0, math.ceil(first[2] - now)) or -1,
}
begin_writes(KEYS[1])
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
for _, lapsed in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)) do out[#out + 1] = lapsed end
return out
