-- Takes rights to poll that are free or lapsed, and extends those that the holder has.
-- KEYS: polls
-- ARGV: holder, length (ms), milliseconds for which a last update id counts, then the bots
-- Returns per bot {token, number of the last batch, last update id ('' when it is not known or too old)}; {} where another has the right
local holder, length, fresh = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local now_us = clock_us()
local now = math.floor(now_us / 1000)
local records = redis.call('HMGET', KEYS[1], unpack(ARGV, 4))
local answer = {}
for i = 1, #ARGV - 3 do
  local right = parse_right(records[i])
  if right and right.holder ~= holder and right.ends > now then
    answer[i] = {}
  else
    if not right or right.holder ~= holder then
      -- Never behind the clock, so that tokens go on growing after Redis lost its data.
      local fence = math.max(right and tonumber(right.fence) + 1 or 0, now_us)
      right = {holder = holder, fence = string.format('%.0f', fence), batches = 0, last = right and right.last or '', pushed = right and right.pushed or 0}
    end
    right.ends = now + length
    redis.call('HSET', KEYS[1], ARGV[3 + i], format_right(right))
    answer[i] = {right.fence, right.batches, now - right.pushed < fresh and right.last or ''}
  end
end
return answer
