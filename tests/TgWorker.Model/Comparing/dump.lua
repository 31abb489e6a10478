-- Everything a queue's keys say, as text.
-- KEYS: the queue's list
-- ARGV: how many lanes, lanes..., seen bitmaps to look at, workers...
local key, out = KEYS[1], {}
local function line(...)
  local words = {...}
  for i = 1, #words do words[i] = tostring(words[i]) end
  out[#out + 1] = table.concat(words, ' ')
end
local function number(n) return string.format('%.0f', n) end

line('list', unpack(redis.call('LRANGE', key, 0, -1)))
local lanes = tonumber(ARGV[1])
for i = 2, lanes + 1 do
  local lane = ARGV[i]
  local state = redis.call('HGET', key .. ':lanes', lane)
  if state then
    local fence, head, tail = struct.unpack('<ddd', state)
    local jobs = {}
    for n = head, tail do jobs[#jobs + 1] = redis.call('HGET', key .. ':jobs', lane .. ' ' .. number(n)) or 'missing' end
    line('lane', lane, number(fence), number(head), unpack(jobs))
  end
  local tries = redis.call('HGET', key .. ':tries', lane)
  if tries then line('tries', lane, tries) end
  if state and #state > 24 then line('paused', lane, number(struct.unpack('<d', state, 25))) end
  local since = redis.call('HGET', key .. ':paused:lanes', lane)
  if since then line('paused since', lane, since) end
  local stopped = redis.call('HGET', key .. ':stopped', lane)
  if stopped then line('stopped', lane, stopped) end
  local cancelled = redis.call('HGET', key .. ':cancelled', lane)
  if cancelled then line('cancelled', lane, cancelled) end
end
for _, bot in ipairs({'a', 'béta'}) do
  local pause = redis.call('HGET', key .. ':paused:bots', bot)
  if pause then line('paused bot', bot, pause) end
end
line('fields', redis.call('HLEN', key .. ':lanes') - redis.call('HEXISTS', key .. ':lanes', ''), redis.call('HLEN', key .. ':jobs'), redis.call('HLEN', key .. ':tries'),
  redis.call('HLEN', key .. ':stopped'), redis.call('HLEN', key .. ':failed:jobs'))
line('ready', unpack(redis.call('ZRANGE', key .. ':ready', 0, -1, 'WITHSCORES')))
line('workers', unpack(redis.call('ZRANGE', key .. ':workers', 0, -1, 'WITHSCORES')))
for i = lanes + 3, #ARGV do
  local held = redis.call('SMEMBERS', key .. ':holding:' .. ARGV[i])
  table.sort(held)
  if #held > 0 then line('holding', ARGV[i], unpack(held)) end
end
line('fence', redis.call('GET', key .. ':fence') or '0')
line('sorter', redis.call('GET', key .. ':sorter') or 'nobody', redis.call('PTTL', key .. ':sorter') == -1 and 'for ever' or '')
local failed = redis.call('ZRANGE', key .. ':failed', 0, -1, 'WITHSCORES')
for i = 1, #failed, 2 do
  line('failed', failed[i], failed[i + 1], redis.call('HGET', key .. ':failed:jobs', failed[i]) or 'missing')
  local unread = redis.call('GET', key .. ':failed:unread:' .. failed[i])
  if unread then line('unread', unread) end
end
line('php', unpack(redis.call('LRANGE', key .. ':php', 0, -1)))
line('php tokens', redis.call('LLEN', key .. ':php:notify'))
line('reading', redis.call('GET', key .. ':reading') or 'nothing')
local muster, fields = redis.call('HGETALL', key .. ':muster'), {}
for i = 1, #muster, 2 do fields[#fields + 1] = muster[i] .. '=' .. muster[i + 1] end
table.sort(fields)
line('muster', unpack(fields))
line('seen', unpack(redis.call('ZRANGE', key .. ':seen', 0, -1, 'WITHSCORES')))
for i = 0, tonumber(ARGV[lanes + 2]) - 1 do
  local bitmap = key .. ':seen:' .. i .. '::bot'
  line('seen', redis.call('BITFIELD', bitmap, 'GET', 'u32', 0)[1], redis.call('PTTL', bitmap) == -1 and 'for ever' or '')
end
return table.concat(out, '\n')
