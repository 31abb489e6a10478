-- Stands, behind prologue.lua, in front of the scripts of what bots send. They decide as SendRules in TgWorker.Core does.
--
-- K:outgoing:<bot>:<chat> is "calls messages pause": from when on the calls, and the messages of a group, are paid off, and the end of the pause.
-- K:outgoing:<bot> is "bulk paid pause chat at chat at": of both rates from when on the messages are paid off, the rate to which a flood has slowed
-- it (thousandths per second, 0: none), since when it grows again, and when the last one that was sent away is to come back; the end of the pause;
-- the chats that were refused last, and when.
-- Times are Redis's microseconds, 0 for none. Where a number is no time, or longer than one can be, nothing is known.

local chat_fields, bot_fields, bot_pause, track_of = 3, 9, 9, {bulk = 1, paid = 5}

local function read_sends(text, count)
  local fields = {}
  for field in string.gmatch(text or '', '%S+') do fields[#fields + 1] = #fields < count and #field <= 17 and string.match(field, '^%d+$') and tonumber(field) or field end
  for i = 1, count do
    if type(fields[i]) ~= 'number' then
      fields = {}
      for n = 1, count do fields[n] = 0 end
      return fields
    end
  end
  return fields
end

local function write_sends(key, fields, count, until_us, now)
  local texts = {}
  for i = 1, #fields do texts[i] = i <= count and string.format('%.0f', fields[i]) or fields[i] end
  redis.call('SET', key, table.concat(texts, ' '), 'PX', math.max(1, math.ceil((until_us - now) / 1000)))
end

local function bot_until(bot)
  return math.max(bot[1], bot[3], bot[4], bot[5], bot[7], bot[8], bot[9]) + 86400000000
end

-- Thousandths of a message per second at this moment.
local function rate_at(slowed, since, interval, now)
  local configured = math.floor(1000000000 / interval)
  if slowed <= 0 then return configured end
  return math.min(configured, slowed + 1000 * math.floor(math.max(0, now - since) / 60000000))
end
