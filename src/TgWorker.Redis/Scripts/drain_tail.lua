-- Puts the last jobs of a lane back on the list, before everything that stands there, in their order, so that few enough are left for
-- drain.lua; and forgets that their updates were seen.
-- KEYS: lanes, jobs, workers, list, seen bitmaps...
-- ARGV: lane, end of the list that holds the oldest entry (HEAD|TAIL), its state when its jobs were looked at, the jobs to put back (per
--       job its length in four bytes, little-endian, and its last 16 bytes), how many, then per seen bitmap the bits of its updates
--       (four bytes each, little-endian)
-- Returns how many were put back; -1 when a worker runs one of the lane's jobs, -2 when the lane has changed (both: nothing was done)
local lane, count = ARGV[1], tonumber(ARGV[5])
local state = redis.call('HGET', KEYS[1], lane)
if state ~= ARGV[3] then return -2 end
local fence, head, tail, paused = parse_state(state)
if fence ~= 0 then return -1 end
if tail - count < head then return -2 end
redis.call('LLEN', KEYS[4])
for s = 5, #KEYS do redis.call('GETBIT', KEYS[s], 0) end

local fields, looked_at, at = {}, ARGV[4], 1
for n = tail - count + 1, tail do fields[#fields + 1] = job_field(lane, n) end
local payloads = redis.call('HMGET', KEYS[2], unpack(fields))
for i = 1, count do
  local payload = payloads[i] or ''
  local mark = struct.pack('<I4', #payload) .. string.sub(payload, -16)
  if string.sub(looked_at, at, at + #mark - 1) ~= mark then return -2 end
  at = at + #mark
end
begin_writes(KEYS[3])

local push, moved = ARGV[2] == 'TAIL' and 'RPUSH' or 'LPUSH', 0
for i = count, 1, -1 do
  if payloads[i] then
    redis.call(push, KEYS[4], payloads[i])
    moved = moved + 1
  end
end
redis.call('HDEL', KEYS[2], unpack(fields))
redis.call('HSET', KEYS[1], lane, format_state(0, head, tail - count, paused))

for s = 5, #KEYS do
  local bits = ARGV[s + 1]
  for at = 1, #bits, 4 do
    local bit = struct.unpack('<I4', bits, at)
    -- A bitmap that has expired must not come back without an end.
    if redis.call('GETBIT', KEYS[s], bit) == 1 then redis.call('SETBIT', KEYS[s], bit, 0) end
  end
end
return moved
