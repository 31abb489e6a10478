-- Moves the entries that this worker has read from the list into their lanes, and grants it those that were free.
-- The right to route guards against other routers; the entries' lengths and last bytes against a foreign consumer that
-- took some of them since they were read.
-- KEYS: list, lanes, jobs, ready, workers, holding, fence, router, seen bitmaps...
-- ARGV: worker, slots, keep the right to route if nothing could be granted (ms; 0: give it back), end of the list to take from (HEAD|TAIL),
--       life of a seen bitmap (s), entries, then per entry: lane, length, last bytes, seen bitmap (0: none), bit
-- Returns {-1} when the worker's lease has lapsed, {-2} when the right to route was lost, {-3} when the list has
--   changed (all three: nothing was moved), else {entries left on the list, duplicates, index of a
--   duplicate, ..., index of an entry that is granted, fence, ...}
local now_us = clock_us()
local now = math.floor(now_us / 1000)
local now_text = string.format('%.0f', now)
local worker = ARGV[1]
if not lease_holds(KEYS[5], worker, now) then return {-1} end
if redis.call('GET', KEYS[8]) ~= worker then return {-2} end

local slots, keep, from_tail, count = tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] == 'TAIL', tonumber(ARGV[6])
local first_seen, seen_keys = 8, #KEYS - 8
local entries = from_tail and redis.call('LRANGE', KEYS[1], -count, -1) or redis.call('LRANGE', KEYS[1], 0, count - 1)
local intact = #entries == count
for i = 1, intact and count or 0 do
  local entry, at = entries[from_tail and count + 1 - i or i], 6 + 5 * (i - 1)
  if #entry ~= tonumber(ARGV[at + 2]) or string.sub(entry, -#ARGV[at + 3]) ~= ARGV[at + 3] then intact = false end
end
if not intact then
  redis.call('DEL', KEYS[8])
  return {-3}
end

local lanes, index = {}, {}
for i = 1, count do
  local lane = ARGV[7 + 5 * (i - 1)]
  if not index[lane] then
    lanes[#lanes + 1] = lane
    index[lane] = #lanes
  end
end
local states = redis.call('HMGET', KEYS[2], unpack(lanes))
local fence = last_fence(KEYS[7], now_us)
redis.call('HLEN', KEYS[3])
redis.call('ZCARD', KEYS[4])
redis.call('SCARD', KEYS[6])

-- Which updates were seen before: one BITFIELD per bitmap sets all its bits and answers with the old ones.
local duplicate, ops, which = {}, {}, {}
for s = 1, seen_keys do
  ops[s], which[s] = {}, {}
  redis.call('GETBIT', KEYS[first_seen + s], 0)
end
for i = 1, count do
  local at = 6 + 5 * (i - 1)
  local bits = ops[tonumber(ARGV[at + 4])]
  if bits then
    local n, these = #bits, which[tonumber(ARGV[at + 4])]
    bits[n + 1], bits[n + 2], bits[n + 3], bits[n + 4] = 'SET', 'u1', ARGV[at + 5], '1'
    these[#these + 1] = i
  end
end
begin_writes(KEYS[5])
for s = 1, seen_keys do
  local before = redis.call('BITFIELD', KEYS[first_seen + s], unpack(ops[s]))
  redis.call('EXPIRE', KEYS[first_seen + s], ARGV[5])
  for j = 1, #before do duplicate[which[s][j]] = before[j] == 1 end
end

local out, duplicates = {0, 0}, 0
for i = 1, count do
  if duplicate[i] then
    duplicates = duplicates + 1
    out[2 + duplicates] = i
  end
end
local jobs, granted, ready, held = {}, {}, {}, {}
local head, tail = {}, {}
for i = 1, count do
  if not duplicate[i] then
    local lane = ARGV[7 + 5 * (i - 1)]
    local n = index[lane]
    if not tail[n] then
      local state = states[n]
      if state then
        held[n], head[n], tail[n] = parse_state(state)
      else
        head[n], tail[n] = 1, 0
        if #granted < slots then
          granted[#granted + 1] = lane
          held[n] = fence + #granted
          out[#out + 1] = i
          out[#out + 1] = held[n]
        else
          ready[#ready + 1] = now_text
          ready[#ready + 1] = lane
          held[n] = 0
        end
      end
    end
    tail[n] = tail[n] + 1
    jobs[#jobs + 1] = job_field(lane, tail[n])
    jobs[#jobs + 1] = entries[from_tail and count + 1 - i or i]
  end
end

if #jobs > 0 then
  local changed = {}
  for n = 1, #lanes do
    if tail[n] then
      changed[#changed + 1] = lanes[n]
      changed[#changed + 1] = format_state(held[n], head[n], tail[n])
    end
  end
  redis.call('HSET', KEYS[3], unpack(jobs))
  redis.call('HSET', KEYS[2], unpack(changed))
end
if from_tail then redis.call('LTRIM', KEYS[1], 0, -count - 1) else redis.call('LTRIM', KEYS[1], count, -1) end
if #ready > 0 then redis.call('ZADD', KEYS[4], unpack(ready)) end
if #granted > 0 then
  redis.call('SADD', KEYS[6], unpack(granted))
  redis.call('SET', KEYS[7], string.format('%.0f', fence + #granted))
end

out[1] = redis.call('LLEN', KEYS[1])
out[2] = duplicates
if keep > 0 and out[1] > 0 and #granted == 0 then
  redis.call('PEXPIRE', KEYS[8], keep)
else
  redis.call('DEL', KEYS[8])
end
return out
