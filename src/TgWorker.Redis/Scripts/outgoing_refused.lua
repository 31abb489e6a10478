-- Notes that Telegram refused a call: the chat pauses; all but answers too when it looks like the bot's, and go on at half the rate.
-- KEYS: the bot's sends, its sends to the chat, the chats that pause
-- ARGV: chat, 1 for a call of a broadcast, 'bulk' | 'paid', microseconds per message of the bot (0: no limit), microseconds to wait,
--       the bot
-- Returns 1 when all but answers pause, else 0
local now = clock_us()
local bot = read_sends(redis.call('GET', KEYS[1]), bot_fields)
local chat = read_sends(redis.call('GET', KEYS[2]), chat_fields)
redis.call('ZCARD', KEYS[3])
local ends, interval, track = now + tonumber(ARGV[5]), tonumber(ARGV[4]), track_of[ARGV[3]]

-- Refusals of three chats within two seconds are the bot's.
local others = {}
for i = bot_fields + 1, #bot - 1, 2 do
  if bot[i] ~= ARGV[1] and (tonumber(bot[i + 1]) or 0) > now - 2000000 then others[#others + 1] = i end
end
local wide = ARGV[2] == '1' or #others >= 2

local noted = {unpack(bot, 1, bot_fields)}
noted[#noted + 1], noted[#noted + 2] = ARGV[1], string.format('%.0f', now)
if others[1] then noted[#noted + 1], noted[#noted + 2] = bot[others[1]], bot[others[1] + 1] end
if wide then
  noted[bot_pause] = math.max(bot[bot_pause], ends)
  if interval > 0 then
    -- What comes in together, or was under way while it paused, is one flood and counts once.
    local slowed, since = bot[track + 1], bot[track + 2]
    local rate = rate_at(slowed, since, interval, now)
    noted[track + 1] = slowed > 0 and now < since + 2000000 and rate or math.max(1000, math.floor(rate / 2))
    noted[track + 2] = noted[bot_pause]
  end
end
chat[3] = math.max(chat[3], ends)
-- The chats are to be known for as long as they count.
write_sends(KEYS[1], noted, bot_fields, math.max(bot_until(noted), now + 2000000), now)
write_sends(KEYS[2], chat, chat_fields, math.max(chat[1], chat[2], chat[3]), now)
-- For those who look: chats whose pause is over go, and of very many those that pause longest stay.
redis.call('ZADD', KEYS[3], string.format('%.0f', chat[3]), ARGV[6] .. ' ' .. ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', string.format('%.0f', now))
redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -1001)
local last = redis.call('ZREVRANGE', KEYS[3], 0, 0, 'WITHSCORES')[2]
if last then redis.call('PEXPIRE', KEYS[3], string.format('%.0f', math.ceil((tonumber(last) - now) / 1000))) end
return wide and 1 or 0
