-- Ends a copy of another queue: what was copied becomes this queue's, behind nothing and before what producers have pushed since.
-- KEYS: workers, copied, list, lanes, paused, fence, copied list, what the copy has written, settings, then pairs: a
--       copied key, the queue's
-- ARGV: the copy, end of the list that holds the oldest entry (HEAD|TAIL), the most entries that may have been pushed since, the last token of
--       the other queue, whether that is paused (0|1), the setting that says what lanes are ordered by, and what those are ('': not known)
-- Returns 1; -1 when workers are on the queue, -2 when it is not empty, -3 when too many entries were pushed meanwhile (all: nothing was done)
if redis.call('GET', KEYS[2]) == ARGV[1] then return 1 end
local now_us = clock_us()
local workers = redis.call('ZCOUNT', KEYS[1], string.format('(%.0f', math.floor(now_us / 1000)), '+inf')
local lanes = redis.call('HLEN', KEYS[4]) - redis.call('HEXISTS', KEYS[4], '')
local pushed = redis.call('LLEN', KEYS[3])
if workers > 0 then return -1 end
if lanes > 0 then return -2 end
if pushed > tonumber(ARGV[3]) then return -3 end
local there = {}
for i = 10, #KEYS, 2 do
  there[i] = redis.call('EXISTS', KEYS[i]) == 1
  if KEYS[i + 1] ~= KEYS[4] and redis.call('EXISTS', KEYS[i + 1]) == 1 then return -2 end
end
redis.call('HLEN', KEYS[9])
local entries = redis.call('LRANGE', KEYS[3], 0, -1)
local fence = math.max(last_fence(KEYS[6], now_us), tonumber(ARGV[4]))

redis.call('SET', KEYS[2], ARGV[1])
if #entries > 0 then
  if ARGV[2] == 'TAIL' then
    for i = #entries, 1, -1 do redis.call('LPUSH', KEYS[7], entries[i]) end
  else
    for i = 1, #entries do redis.call('RPUSH', KEYS[7], entries[i]) end
  end
end
if redis.call('EXISTS', KEYS[7]) == 1 then redis.call('RENAME', KEYS[7], KEYS[3]) end
for i = 10, #KEYS, 2 do
  if there[i] then redis.call('RENAME', KEYS[i], KEYS[i + 1]) end
end
redis.call('SET', KEYS[6], string.format('%.0f', fence))
if ARGV[5] == '1' then redis.call('SET', KEYS[5], 1) end
-- Its lanes stay in order only with workers that order by the same.
if ARGV[7] ~= '' then redis.call('HSET', KEYS[9], ARGV[6], ARGV[7]) end
redis.call('UNLINK', KEYS[8])
return 1
