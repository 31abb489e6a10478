-- Puts the jobs of one lane back on the list, before everything that stands there, in their order, and forgets that their
-- updates were seen: they must not be taken for duplicates of themselves when they are sorted again. A pause of the lane has been
-- ended before.
-- KEYS: lanes, jobs, ready, tries, stopped, workers, list, seen bitmaps...
-- ARGV: lane, end of the list that holds the oldest entry (HEAD|TAIL), its state as it was when its jobs were looked at,
--       those jobs (per job its length in four bytes, little-endian, and its last 16 bytes; nothing: do not compare),
--       then per seen bitmap: the bits of its updates (four bytes each, little-endian)
-- Returns how many jobs were put back; -1 when a worker runs one of them, -2 when the lane has changed (both: nothing was done)
local lane = ARGV[1]
local state = redis.call('HGET', KEYS[1], lane)
if state ~= ARGV[3] then return -2 end
local fence, head, tail = parse_state(state)
if fence ~= 0 then return -1 end
local push = ARGV[2] == 'TAIL' and 'RPUSH' or 'LPUSH'
redis.call('HLEN', KEYS[4])
redis.call('HLEN', KEYS[5])
redis.call('ZCARD', KEYS[3])
redis.call('LLEN', KEYS[7])
for s = 8, #KEYS do redis.call('GETBIT', KEYS[s], 0) end

-- A lane that has ended and begun again since may have the same state, and other jobs in it.
local looked_at, at = ARGV[4], 1
for n = head, looked_at == '' and head - 1 or tail do
  local payload = redis.call('HGET', KEYS[2], job_field(lane, n)) or ''
  local mark = struct.pack('<I4', #payload) .. string.sub(payload, -16)
  if string.sub(looked_at, at, at + #mark - 1) ~= mark then return -2 end
  at = at + #mark
end
begin_writes(KEYS[6])

local moved = 0
for n = tail, head, -1 do
  local field = job_field(lane, n)
  local payload = redis.call('HGET', KEYS[2], field)
  if payload then
    redis.call(push, KEYS[7], payload)
    redis.call('HDEL', KEYS[2], field)
    moved = moved + 1
  end
end
redis.call('HDEL', KEYS[1], lane)
redis.call('HDEL', KEYS[4], lane)
redis.call('HDEL', KEYS[5], lane)
redis.call('ZREM', KEYS[3], lane)

for s = 8, #KEYS do
  local bits = ARGV[s - 3]
  for at = 1, #bits, 4 do
    local bit = struct.unpack('<I4', bits, at)
    -- A bitmap that has expired must not come back without an end.
    if redis.call('GETBIT', KEYS[s], bit) == 1 then redis.call('SETBIT', KEYS[s], bit, 0) end
  end
end
return moved
