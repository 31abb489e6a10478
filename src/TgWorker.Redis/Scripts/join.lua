-- Joins as a new worker incarnation, unless it would sort the queue otherwise than the workers do that are on it. What they share
-- can change only while nothing lies in lanes and nobody else is there: a job's lane is decided once.
-- KEYS: workers, lanes, settings
-- ARGV: worker, lease (ms), then each setting that all workers share: its name, its value
-- Returns {1}, {0} when the name is taken, or the setting that differs: {its name, what the queue has}; then nothing was done
local now = math.floor(clock_us() / 1000)
local differs
for i = 3, #ARGV, 2 do
  local kept = redis.call('HGET', KEYS[3], ARGV[i])
  if kept and kept ~= ARGV[i + 1] then differs = differs or {ARGV[i], kept} end
end
local lanes = redis.call('HLEN', KEYS[2]) - redis.call('HEXISTS', KEYS[2], '')
local others = redis.call('ZCOUNT', KEYS[1], string.format('(%.0f', now), '+inf')
if differs and (lanes > 0 or others > 0) then return differs end

begin_writes(KEYS[1])
for i = 3, #ARGV, 2 do redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1]) end
-- A field whose value is longer than hash-max-listpack-value: Redis searches a hash of small values from end to end.
redis.call('HSETNX', KEYS[2], '', 'A lane: its fence, head and tail as three little-endian doubles; jobs are in :jobs.')
return {redis.call('ZADD', KEYS[1], 'NX', now + ARGV[2], ARGV[1])}
