-- Moves the entries that this worker has read from the list into their lanes, and grants it those that were free.
-- The right to sort guards against other sorters; the entries' lengths and last bytes against a foreign consumer that
-- took some of them since they were read.
-- Of the bitmaps that say which updates were seen only so many are kept, listed by the second from which one may be given up: at once
-- when few updates are in it, as in one that forged ids have made; at the end of its life otherwise.
-- KEYS: list, lanes, jobs, ready, workers, holding, fence, sorter, reading, seen: its bitmaps by when they may be given up,
--   paused bots, seen bitmaps...
-- ARGV: worker, slots, keep the right to sort if nothing could be granted (ms; 0: give it back), end of the list to take from (HEAD|TAIL),
--       life of a seen bitmap (s), the most bitmaps to keep, how many updates make one worth its whole life, entries, the entries packed,
--       then their lanes, each once.
--       Packed, little-endian: per entry the number of its lane, of its seen bitmap (0: none) and of its bit, two bytes each;
--       its length, four bytes; its last bytes and before them, in one byte, how many
-- Returns {-1} when the worker's lease has lapsed, {-2} when the right to sort was lost, {-3} when the list has
--   changed (all three: nothing was moved), else {entries left on the list, the token before those that were handed out,
--   the entries that were granted in the order of their tokens, the duplicates}, entries as numbers of two bytes
local now_us = clock_us()
local now = math.floor(now_us / 1000)
local now_text = string.format('%.0f', now)
local worker = ARGV[1]
if not lease_holds(KEYS[5], worker, now) then return {-1} end
if redis.call('GET', KEYS[8]) ~= worker then return {-2} end

local slots, keep, from_tail, count = tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] == 'TAIL', tonumber(ARGV[8])
local first_seen, seen_keys = 11, #KEYS - 11
local entries = from_tail and redis.call('LRANGE', KEYS[1], -count, -1) or redis.call('LRANGE', KEYS[1], 0, count - 1)
local intact = #entries == count
local lane_of, bitmap_of, bit_of = {}, {}, {}
local packed, at, length, last = ARGV[9], 1, nil, nil
for i = 1, intact and count or 0 do
  local entry = entries[from_tail and count + 1 - i or i]
  lane_of[i], bitmap_of[i], bit_of[i], length, last, at = struct.unpack('<HHHI4Bc0', packed, at)
  if #entry ~= length or string.sub(entry, -#last) ~= last then intact = false end
end
if not intact then
  redis.call('DEL', KEYS[8])
  return {-3}
end

local lanes = {unpack(ARGV, 10)}
local states = redis.call('HMGET', KEYS[2], unpack(lanes))
local fence = last_fence(KEYS[7], now_us)
redis.call('HLEN', KEYS[3])
redis.call('ZCARD', KEYS[4])
redis.call('SCARD', KEYS[6])
redis.call('ZCARD', KEYS[10])
local bot_paused = bot_pauses(KEYS[11])

-- Which updates were seen before. Those of a bot come in a row, so that few bytes of its bitmap hold all their bits.
local duplicate, bytes, masks = {}, {}, {[0] = 128, 64, 32, 16, 8, 4, 2, 1}
for s = 1, seen_keys do bytes[s] = {} end
for i = 1, count do
  local these = bytes[bitmap_of[i]]
  if these then
    local place = bit_of[i] % 8
    local at, mask = math.floor(bit_of[i] / 8), masks[place]
    local byte = these[at] or string.byte(redis.call('GETRANGE', KEYS[first_seen + bitmap_of[i]], at, at)) or 0
    duplicate[i] = byte % (2 * mask) >= mask
    these[at] = duplicate[i] and byte or byte + mask
  end
end
begin_writes(KEYS[5])
local now_s, life, kept_until = math.floor(now / 1000), tonumber(ARGV[5]), {}
for s = 1, seen_keys do
  local sets = {}
  for at, byte in pairs(bytes[s]) do
    local n = #sets
    sets[n + 1], sets[n + 2], sets[n + 3], sets[n + 4] = 'SET', 'u8', 8 * at, byte
  end
  redis.call('BITFIELD', KEYS[first_seen + s], unpack(sets))
  redis.call('EXPIRE', KEYS[first_seen + s], ARGV[5])
  local is_worth_it = redis.call('BITCOUNT', KEYS[first_seen + s]) >= tonumber(ARGV[7])
  kept_until[2 * s - 1] = is_worth_it and now_s + life or now_s
  kept_until[2 * s] = string.sub(KEYS[first_seen + s], #KEYS[10] + 2)
end
if seen_keys > 0 then
  redis.call('ZADD', KEYS[10], unpack(kept_until))
  redis.call('EXPIRE', KEYS[10], 2 * life)
  local too_many = redis.call('ZCARD', KEYS[10]) - tonumber(ARGV[6])
  local lapsed = redis.call('ZCOUNT', KEYS[10], '-inf', string.format('(%.0f', now_s - life))
  local last_one = math.max(too_many, math.min(lapsed, 256)) - 1
  if last_one >= 0 then
    for _, bitmap in ipairs(redis.call('ZRANGE', KEYS[10], 0, last_one)) do redis.call('DEL', KEYS[10] .. ':' .. bitmap) end
    redis.call('ZREMRANGEBYRANK', KEYS[10], 0, last_one)
  end
end

local jobs, granted, granted_entries, duplicates, ready, held = {}, {}, {}, {}, {}, {}
local head, tail, paused = {}, {}, {}
for i = 1, count do
  if duplicate[i] then
    duplicates[#duplicates + 1] = i
  else
    local n = lane_of[i]
    local lane = lanes[n]
    if not tail[n] then
      local state = states[n]
      if state then
        held[n], head[n], tail[n], paused[n] = parse_state(state)
      else
        head[n], tail[n] = 1, 0
        if #granted < slots and not is_bot_paused(bot_paused, lane) then
          granted[#granted + 1] = lane
          granted_entries[#granted] = i
          held[n] = fence + #granted
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
      changed[#changed + 1] = format_state(held[n], head[n], tail[n], paused[n])
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

local left = redis.call('LLEN', KEYS[1])
redis.call('DEL', KEYS[9])
if keep > 0 and left > 0 and #granted == 0 then
  redis.call('PEXPIRE', KEYS[8], keep)
else
  redis.call('DEL', KEYS[8])
end
return {left, fence, pack_all('H', granted_entries), pack_all('H', duplicates)}
