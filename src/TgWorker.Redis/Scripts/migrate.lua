-- Puts entries of Laravel's that are due back on the list, behind everything that stands there, as Laravel's own migrate
-- script does; and keeps Laravel's list of wake-up tokens no longer than the list they speak of.
-- KEYS: list, delayed, reserved, notify, workers
-- ARGV: the list's end for new entries (HEAD|TAIL), the most entries to move from each set
-- Returns {moved, 1 when a set may hold more that is due, else 0}
local now = math.floor(clock_us() / 1000000)
local push = ARGV[1] == 'TAIL' and 'RPUSH' or 'LPUSH'
local most = tonumber(ARGV[2])
local due = {
  redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, most),
  redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now, 'LIMIT', 0, most),
}
local length, tokens = redis.call('LLEN', KEYS[1]), redis.call('LLEN', KEYS[4])
local moved = #due[1] + #due[2]
if moved == 0 and tokens <= length then return {0, 0} end

begin_writes(KEYS[5])
for i = 1, 2 do
  local count = #due[i]
  if count > 0 then
    redis.call('ZREMRANGEBYRANK', KEYS[1 + i], 0, count - 1)
    redis.call(push, KEYS[1], unpack(due[i]))
    for _ = 1, count do redis.call('RPUSH', KEYS[4], 1) end
  end
end
length = length + moved
if length == 0 then redis.call('DEL', KEYS[4]) else redis.call('LTRIM', KEYS[4], 0, length - 1) end
return {moved, (#due[1] == most or #due[2] == most) and 1 or 0}
