-- Takes a turn of chat, group and bot together, or none of them.
-- KEYS: the bot's sends, its sends to the chat
-- ARGV: 'bulk' | 'paid' | '' (an answer), messages, then microseconds per call (0: no limit) and burst of the chat, per message and burst of the group,
--       per message and burst of the bot; how many microseconds ahead a turn of the bot's may be
-- Returns the microseconds until it is to be sent; below zero: nothing was taken, to be asked again after that time
local now = clock_us()
local bulk, messages = ARGV[1] ~= '', tonumber(ARGV[2])
local bot = read_sends(redis.call('GET', KEYS[1]), bot_fields)
local chat = read_sends(redis.call('GET', KEYS[2]), chat_fields)
local track = track_of[ARGV[1]] or 1

local function turn(paid_off, interval, burst, count)
  if interval <= 0 then return 0 end
  return math.max(paid_off, now) + (count - math.max(burst, 1, count)) * interval
end

local function after(paid_off, interval, count, at)
  if interval <= 0 then return paid_off end
  return math.max(paid_off, at) + count * interval
end

local per_chat, per_group, per_bot = tonumber(ARGV[3]), tonumber(ARGV[5]), tonumber(ARGV[7])
if per_bot > 0 and bot[track + 1] > 0 then
  per_bot = math.max(per_bot, math.ceil(1000000000 / rate_at(bot[track + 1], bot[track + 2], per_bot, now)))
end
local free = math.max(chat[3], bulk and bot[bot_pause] or 0, turn(chat[1], per_chat, tonumber(ARGV[4]), 1), turn(chat[2], per_group, tonumber(ARGV[6]), messages))
local at = math.max(now, free, turn(bot[track], per_bot, tonumber(ARGV[8]), messages))
local ahead = tonumber(ARGV[9])
if free > now or at > now and ahead <= 0 then return now - at end
if at > now and at - now > ahead then
  -- All of them at once would only be sent away again: each comes back when it may be its turn.
  bot[track + 3] = math.max(bot[track + 3] + messages * per_bot, at)
  write_sends(KEYS[1], bot, bot_fields, bot_until(bot), now)
  return now - bot[track + 3]
end

chat[1], chat[2] = after(chat[1], per_chat, 1, at), after(chat[2], per_group, messages, at)
local until_us = math.max(chat[1], chat[2], chat[3])
if until_us > now then write_sends(KEYS[2], chat, chat_fields, until_us, now) end
if per_bot > 0 then
  bot[track] = after(bot[track], per_bot, messages, at)
  write_sends(KEYS[1], bot, bot_fields, bot_until(bot), now)
end
return at - now
