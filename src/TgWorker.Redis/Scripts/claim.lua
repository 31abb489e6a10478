-- Grants ready lanes to a worker and, if it has room for more, the right to sort the list.
-- KEYS: list, lanes, ready, workers, holding, fence, sorter, tries, paused bots
-- ARGV: worker, slots, sorter lease (ms), sort although no slot is left (0|1), lapses that make a suspect,
--   may be granted a suspect (0|1: one), how long the other suspects wait (ms)
-- Returns {-1} when the worker's lease has lapsed, else
--   {may sort (0|1|2: another worker does), ms until the next ready lane is due or -1, lane, fence, number of its head,
--   tries or '', ...}
local now_us = clock_us()
local now = math.floor(now_us / 1000)
local worker = ARGV[1]
if not lease_holds(KEYS[4], worker, now) then return {-1} end

local slots = tonumber(ARGV[2])
local fence = last_fence(KEYS[6], now_us)
local lanes = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now, 'LIMIT', 0, slots)
local pauses, ended = bot_pauses(KEYS[9])
local put_off, back, over, more_back = {}, {}, {}, false
if pauses then
  -- Lanes of paused bots must not keep others' waiting for long, however many there are.
  local found = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now, 'LIMIT', 0, math.max(slots, 256))
  lanes = {}
  for i = 1, #found do
    local number = is_bot_paused(pauses, found[i])
    if number then
      put_off[#put_off + 1] = string.format('%.0f', number * aside + now)
      put_off[#put_off + 1] = found[i]
    elseif #lanes < slots then
      lanes[#lanes + 1] = found[i]
    end
  end
  -- What comes back stands behind what is due, and leaves half of the slots to what comes in: others have their turn in between.
  local most = math.max(1, math.floor(slots / 2))
  for _, pause in ipairs(ended) do
    local some = lanes_aside(KEYS[3], pause[1], most)
    for i = 1, #some do
      if #lanes < slots then
        lanes[#lanes + 1] = some[i]
      else
        back[#back + 1] = string.format('%.0f', now)
        back[#back + 1] = some[i]
      end
    end
    if #some < most then over[#over + 1] = pause[2] else more_back = true end
    most = most - #some
  end
end
local tries = #lanes > 0 and redis.call('HMGET', KEYS[8], unpack(lanes)) or {}
local out = {0, -1}

-- A job of which workers died repeatedly may be what killed them: each worker runs one such job at a time. Otherwise all
-- that was running beside it would come back together, be granted together, and die and be given up together with it.
local take, take_tries, room_for_suspect = {}, {}, ARGV[6] == '1'
for i = 1, #lanes do
  local is_suspect = tries[i] and tonumber(string.match(tries[i], '^%d+') or 0) >= tonumber(ARGV[5])
  if is_suspect and not room_for_suspect then
    put_off[#put_off + 1] = string.format('%.0f', now + ARGV[7])
    put_off[#put_off + 1] = lanes[i]
  else
    if is_suspect then room_for_suspect = false end
    take[#take + 1] = lanes[i]
    take_tries[#take] = tries[i]
  end
end
lanes, tries = take, take_tries
local granted = #lanes
local may_sort = (granted < slots or ARGV[4] == '1') and redis.call('LLEN', KEYS[1]) > 0
local sorter = may_sort and redis.call('GET', KEYS[7])
redis.call('SCARD', KEYS[5])

if granted > 0 then
  local states = redis.call('HMGET', KEYS[2], unpack(lanes))
  local changed = {}
  for i = 1, granted do
    local _, head, tail, paused = parse_state(states[i])
    changed[2 * i - 1] = lanes[i]
    changed[2 * i] = format_state(fence + i, head, tail, paused)
    local n = #out
    out[n + 1], out[n + 2], out[n + 3], out[n + 4] = lanes[i], fence + i, head, tries[i] or ''
  end
  begin_writes(KEYS[4])
  redis.call('HSET', KEYS[2], unpack(changed))
  redis.call('ZREM', KEYS[3], unpack(lanes))
  redis.call('SADD', KEYS[5], unpack(lanes))
  redis.call('SET', KEYS[6], string.format('%.0f', fence + granted))
end

if #put_off > 0 or #back > 0 or #over > 0 then
  begin_writes(KEYS[4])
  if #put_off > 0 then redis.call('ZADD', KEYS[3], unpack(put_off)) end
  if #back > 0 then redis.call('ZADD', KEYS[3], unpack(back)) end
  if #over > 0 then redis.call('HDEL', KEYS[9], unpack(over)) end
end

if may_sort then
  if not sorter then
    begin_writes(KEYS[4])
    redis.call('SET', KEYS[7], worker, 'PX', ARGV[3])
  end
  out[1] = (not sorter or sorter == worker) and 1 or 2
end

out[2] = more_back and 0 or until_due(redis.call('ZRANGE', KEYS[3], 0, 0, 'WITHSCORES'), now)
return out
