-- Adds what a worker did in part of a minute to what is there of that minute, its ten minutes and its hour, and the last tries of lanes; and
-- what came in and went out, which has no tries.
-- KEYS: tries of lanes, times of those lanes, minute, ten minutes, hour
-- ARGV: keep steps for (ms), what is added to each of them, most series, keep lanes for (ms), most tries of a lane, most lanes, then lane and its tries, the newest first ...
-- Returns 1
--
-- A step is lines of a name, a space and pairs such as h=12 w17=3; what has the same name is added up, whatever it means.
local function read(text, steps, names)
  for name, pairs_ in string.gmatch(text, '(%S+) ([^\n]*)') do
    if not steps[name] and #names < tonumber(ARGV[3]) then
      names[#names + 1] = name
      steps[name] = {sums = {}, order = {}}
    end
    local step = steps[name]
    if step then
      for key, count in string.gmatch(pairs_, '(%w+)=(%d+)') do
        if not step.sums[key] then step.order[#step.order + 1] = key end
        step.sums[key] = (step.sums[key] or 0) + tonumber(count)
      end
    end
  end
end

local function add(old, new)
  if not old then return new end
  local steps, names = {}, {}
  read(old, steps, names)
  read(new, steps, names)
  for i = 1, #names do
    local step = steps[names[i]]
    for j = 1, #step.order do
      step.order[j] = step.order[j] .. '=' .. string.format('%.0f', step.sums[step.order[j]])
    end
    names[i] = names[i] .. ' ' .. table.concat(step.order, ' ')
  end
  return table.concat(names, '\n')
end

local function newest(new, old)
  local lines = {}
  for line in string.gmatch(new .. '\n' .. (old or ''), '[^\n]+') do
    if #lines == tonumber(ARGV[5]) then break end
    lines[#lines + 1] = line
  end
  return table.concat(lines, '\n')
end

local now = math.floor(clock_us() / 1000)
local steps = {}
for i = 3, #KEYS do steps[i] = redis.call('GET', KEYS[i]) end
redis.call('HLEN', KEYS[1])
local lanes = redis.call('ZCARD', KEYS[2])

if ARGV[2] ~= '' then
  for i = 3, #KEYS do redis.call('SET', KEYS[i], add(steps[i], ARGV[2]), 'PX', ARGV[1]) end
end
for i = 7, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], newest(ARGV[i + 1], redis.call('HGET', KEYS[1], ARGV[i])))
  lanes = lanes + redis.call('ZADD', KEYS[2], string.format('%.0f', now), ARGV[i])
end
-- The lanes that were busy longest ago make room; those that are too old go a few at a time.
local gone = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now - tonumber(ARGV[4])), 'LIMIT', 0, 100)
if lanes - #gone > tonumber(ARGV[6]) then gone = redis.call('ZRANGE', KEYS[2], 0, math.min(lanes - tonumber(ARGV[6]), 1000) - 1) end
if #gone > 0 then
  redis.call('HDEL', KEYS[1], unpack(gone))
  redis.call('ZREM', KEYS[2], unpack(gone))
end
if #ARGV > 6 then
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
  redis.call('PEXPIRE', KEYS[2], ARGV[4])
end
return 1
