-- Shows Horizon that jobs are done. Nearly every job comes by here, and commands for each would cost the client three
-- times as much.
-- KEYS: pending jobs, completed jobs, then the jobs' records
-- ARGV: the unix second in which the records die, then per job: id, when it was done, when it was reserved ('' when that is
--   written)
-- Returns nothing
redis.call('ZCARD', KEYS[1])
redis.call('ZCARD', KEYS[2])
local ids, completed = {}, {}
for i = 1, #KEYS - 2 do
  local record, id, done, reserved = KEYS[2 + i], ARGV[3 * i - 1], ARGV[3 * i], ARGV[3 * i + 1]
  -- A key of a foreign type is no reason to leave the others out.
  if reserved == '' then
    redis.pcall('HSET', record, 'status', 'completed', 'completed_at', done)
  else
    redis.pcall('HSET', record, 'status', 'completed', 'completed_at', done, 'reserved_at', reserved, 'updated_at', reserved)
  end
  redis.pcall('EXPIREAT', record, ARGV[1])
  ids[i] = id
  completed[2 * i - 1], completed[2 * i] = '-' .. done, id
end
redis.call('ZREM', KEYS[1], unpack(ids))
redis.call('ZADD', KEYS[2], unpack(completed))
