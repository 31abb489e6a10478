-- Looks at a lane at one moment.
-- KEYS: lanes, ready, tries, stopped, paused lanes, paused, cancelled, paused bots, then the sets of the lanes that workers hold
-- ARGV: lane
-- Returns its state, score, tries, failed job, pause; whether the queue is paused; which of the workers holds it, from 0 (-1: none);
--   the note of a cancelled delivery; and the pause of its bot
local holder = -1
for i = 9, #KEYS do
  if redis.call('SISMEMBER', KEYS[i], ARGV[1]) == 1 then
    holder = i - 9
    break
  end
end
return {
  redis.call('HGET', KEYS[1], ARGV[1]), redis.call('ZSCORE', KEYS[2], ARGV[1]), redis.call('HGET', KEYS[3], ARGV[1]),
  redis.call('HGET', KEYS[4], ARGV[1]), redis.call('HGET', KEYS[5], ARGV[1]), redis.call('EXISTS', KEYS[6]), holder,
  redis.call('HGET', KEYS[7], ARGV[1]), redis.call('HGET', KEYS[8], string.match(ARGV[1], '^[^:]*')),
}
