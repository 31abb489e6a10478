-- Notes in Horizon's records of jobs that they are done. Nearly every job comes by here, and two commands for each would
-- cost the client three times as much.
-- KEYS: the jobs' records
-- ARGV: the unix second in which they die, then per job: when it was done, when it was reserved ('' when that is written)
-- Returns nothing
for i = 1, #KEYS do
  local done, reserved = ARGV[2 * i], ARGV[2 * i + 1]
  -- A key of a foreign type is no reason to leave the others out.
  if reserved == '' then
    redis.pcall('HSET', KEYS[i], 'status', 'completed', 'completed_at', done)
  else
    redis.pcall('HSET', KEYS[i], 'status', 'completed', 'completed_at', done, 'reserved_at', reserved, 'updated_at', reserved)
  end
  redis.pcall('EXPIREAT', KEYS[i], ARGV[1])
end
