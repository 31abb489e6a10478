-- Adds a page to the audience of a broadcast that is loading.
-- KEYS: broadcast, its pages
-- ARGV: page, its recipients, how many there are with these
-- Returns 1, or 0 when it is not loading any more
if redis.call('HGET', KEYS[1], 'state') ~= 'Loading' then return 0 end
redis.call('HLEN', KEYS[2])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('HSET', KEYS[1], 'total', ARGV[3])
return 1
