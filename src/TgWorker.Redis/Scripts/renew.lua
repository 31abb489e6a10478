-- Renews a worker's lease and reads what concerns it.
-- KEYS: workers, ready, paused, restart, cancelled, lanes, holding
-- ARGV: worker, lease (ms)
-- Returns {-1} when the lease has lapsed, else
--   {paused (0|1), how often a restart was asked for, ms until the next ready lane is due or -1, how many of its runs are
--   cancelled, their lanes and notes ("token who"), ..., lapsed worker, ...}
local now = math.floor(clock_us() / 1000)
if not lease_holds(KEYS[1], ARGV[1], now) then return {-1} end
local first = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
local out = {
  redis.call('EXISTS', KEYS[3]),
  tonumber(redis.call('GET', KEYS[4]) or 0) or 0,
  until_due(first, now),
  0,
}

-- A note of a delivery that has ended is forgotten; one of a delivery that has not is told at every renewal, for answers are lost.
local notes, ended = redis.call('HRANDFIELD', KEYS[5], 100, 'WITHVALUES'), {}
for i = 1, #notes, 2 do
  local state = redis.call('HGET', KEYS[6], notes[i])
  if not state or parse_state(state) ~= tonumber(string.match(notes[i + 1], '^(%d+) ')) then
    ended[#ended + 1] = notes[i]
  elseif redis.call('SISMEMBER', KEYS[7], notes[i]) == 1 then
    out[4] = out[4] + 1
    out[#out + 1] = notes[i]
    out[#out + 1] = notes[i + 1]
  end
end

begin_writes(KEYS[1])
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
if #ended > 0 then redis.call('HDEL', KEYS[5], unpack(ended)) end
for _, lapsed in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)) do out[#out + 1] = lapsed end
return out
