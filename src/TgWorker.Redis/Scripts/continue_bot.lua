-- Ends the pause of a bot. Some of its lanes are due at once; claims bring back the others, a few at a time (see claim.lua).
-- KEYS: paused bots, ready, workers
-- ARGV: bot, how many lanes to bring back now
-- Returns 1, or 0 when it is not paused
local pause = redis.call('HGET', KEYS[1], ARGV[1])
local number, since, has_ended = string.match(pause or '', '^([1-9]%d?%d?) (%d+)( ?)')
if not number or has_ended == ' ' then return 0 end
local lanes = lanes_aside(KEYS[2], tonumber(number), ARGV[2])
local now, back = string.format('%.0f', math.floor(clock_us() / 1000)), {}
for i = 1, #lanes do
  back[#back + 1] = now
  back[#back + 1] = lanes[i]
end
begin_writes(KEYS[3])
if #lanes < tonumber(ARGV[2]) then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], number .. ' ' .. since .. ' ended')
end
if #back > 0 then redis.call('ZADD', KEYS[2], unpack(back)) end
return 1
