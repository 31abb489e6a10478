-- KEYS: jobs
-- ARGV: fields
-- Returns the bytes of each, 0 where there is none
local sizes = {}
for i = 1, #ARGV do sizes[i] = redis.call('HSTRLEN', KEYS[1], ARGV[i]) end
return sizes
