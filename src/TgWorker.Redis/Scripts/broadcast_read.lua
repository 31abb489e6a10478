-- Reads broadcasts at once.
-- KEYS: the broadcasts
-- ARGV: none
-- Returns the fields and values of each, in their order; nothing of one that there is not
local found = {}
for i = 1, #KEYS do found[i] = redis.call('HGETALL', KEYS[i]) end
return found
