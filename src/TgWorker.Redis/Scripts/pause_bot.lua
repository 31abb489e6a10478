-- Pauses a bot: what runs of it ends as ever, and nothing of it is granted until the pause ends.
-- KEYS: paused bots, workers
-- ARGV: bot, the most bots that may be paused
-- Returns 1, 0 when it is paused already, or -1 when too many are
local bot = ARGV[1]
local fields, taken, number, lasts = redis.call('HGETALL', KEYS[1]), {}, nil, false
for i = 1, #fields, 2 do
  local its, has_ended = string.match(fields[i + 1], '^([1-9]%d?%d?) %d+( ?)')
  if its then taken[tonumber(its)] = true end
  if its and fields[i] == bot then number, lasts = tonumber(its), has_ended == '' end
end
if lasts then return 0 end
if not number then
  number = 1
  while taken[number] do number = number + 1 end
  if number > tonumber(ARGV[2]) then return -1 end
end
local now = math.floor(clock_us() / 1000)
begin_writes(KEYS[2])
redis.call('HSET', KEYS[1], bot, string.format('%.0f %.0f', number, now))
return 1
