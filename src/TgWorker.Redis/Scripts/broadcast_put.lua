-- Puts the next messages of a broadcast onto the list, and moves its cursor behind them.
-- KEYS: broadcast, its pages, those of its messages that are in lanes, list
-- ARGV: the cursor as it was read, end of the list to push to (RPUSH|LPUSH), page to delete ('': none), the pace: since (unix ms), cursor, rate,
--       then the messages
-- Returns 1, or 0 when the cursor was moved or it is not sent any more: nothing was done
local found = redis.call('HMGET', KEYS[1], 'state', 'cursor')
if found[1] ~= 'Sending' or found[2] ~= ARGV[1] then return 0 end
redis.call('HLEN', KEYS[2])
redis.call('SCARD', KEYS[3])
redis.call('LLEN', KEYS[4])
local cursor, count, numbers = tonumber(ARGV[1]), #ARGV - 6, {}
for i = 1, count do numbers[i] = string.format('%.0f', cursor + i - 1) end
redis.call(ARGV[2], KEYS[4], unpack(ARGV, 7))
redis.call('SADD', KEYS[3], unpack(numbers))
redis.call('HSET', KEYS[1], 'cursor', string.format('%.0f', cursor + count), 'pace_since', ARGV[4], 'pace_cursor', ARGV[5], 'pace_rate', ARGV[6])
if ARGV[3] ~= '' then redis.call('HDEL', KEYS[2], ARGV[3]) end
return 1
