-- Sets a timer, in place of one of the same id.
-- KEYS: timers, their entries, their rules, stream of the soonest, lanes
-- ARGV: id (lane/name), due (unix ms; '': from now), from now (ms), entry, rule ('': none), lane and token of the delivery that sets it ('': none)
-- Returns ms until it is due, or -1 when that lane was delivered anew
local now = math.floor(clock_us() / 1000)
if ARGV[6] ~= '' then
  local state = redis.call('HGET', KEYS[5], ARGV[6])
  if not state or parse_state(state) ~= tonumber(ARGV[7]) then return -1 end
else
  redis.call('HLEN', KEYS[5])
end
local due = ARGV[2] ~= '' and tonumber(ARGV[2]) or now + tonumber(ARGV[3])
local soonest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
redis.call('HLEN', KEYS[2])
redis.call('HLEN', KEYS[3])
-- A server without streams (Garnet) has nobody to tell: workers look by themselves.
local news = redis.pcall('XLEN', KEYS[4])
local has_streams = type(news) == 'number'
if not has_streams and not string.find(news.err, 'Unknown Redis command', 1, true) then return news end

redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
if ARGV[5] ~= '' then redis.call('HSET', KEYS[3], ARGV[1], ARGV[5]) else redis.call('HDEL', KEYS[3], ARGV[1]) end
redis.call('ZADD', KEYS[1], string.format('%.0f', due), ARGV[1])
-- Workers that wait know of the one that was the soonest.
if has_streams and (not soonest[2] or due < tonumber(soonest[2])) then
  redis.call('XADD', KEYS[4], 'MAXLEN', 1, '*', 'due', string.format('%.0f', due))
end
return math.max(0, math.ceil(due - now))
