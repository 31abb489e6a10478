-- Adds what a worker did in part of a minute to what is there of that minute and that hour, and the last tries of lanes.
-- KEYS: minute, hour, tries of lanes, times of those lanes
-- ARGV: keep steps for (ms), minute's text, most series, keep lanes for (ms), most tries of a lane, most lanes, then lane and its tries, the newest first ...
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
local minute, hour = redis.call('GET', KEYS[1]), redis.call('GET', KEYS[2])
redis.call('HLEN', KEYS[3])
local lanes = redis.call('ZCARD', KEYS[4])

if ARGV[2] ~= '' then
  redis.call('SET', KEYS[1], add(minute, ARGV[2]), 'PX', ARGV[1])
  redis.call('SET', KEYS[2], add(hour, ARGV[2]), 'PX', ARGV[1])
end
for i = 7, #ARGV, 2 do
  redis.call('HSET', KEYS[3], ARGV[i], newest(ARGV[i + 1], redis.call('HGET', KEYS[3], ARGV[i])))
  lanes = lanes + redis.call('ZADD', KEYS[4], string.format('%.0f', now), ARGV[i])
end
-- The lanes that were busy longest ago make room; those that are too old go a few at a time.
local gone = redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', string.format('%.0f', now - tonumber(ARGV[4])), 'LIMIT', 0, 100)
if lanes - #gone > tonumber(ARGV[6]) then gone = redis.call('ZRANGE', KEYS[4], 0, math.min(lanes - tonumber(ARGV[6]), 1000) - 1) end
if #gone > 0 then
  redis.call('HDEL', KEYS[3], unpack(gone))
  redis.call('ZREM', KEYS[4], unpack(gone))
end
if #ARGV > 6 then
  redis.call('PEXPIRE', KEYS[3], ARGV[4])
  redis.call('PEXPIRE', KEYS[4], ARGV[4])
end
return 1
