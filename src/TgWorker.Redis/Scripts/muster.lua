-- Reports a worker on a server that is not the one it was on before. Nothing is granted or set free until all workers that the queue
-- knows have come over or lost their lease: what the last server granted them this one may not know.
-- KEYS: workers, muster, fence
-- ARGV: worker, what tells this server from any other, lease (ms), how long a worker may not know of this server (ms),
--   the least time to wait (ms), what is left of the worker's lease by its own clock (ms; 0: nothing, or it has just joined),
--   the greatest token it was given
-- Returns {ms to wait at the most; 0 when all are here, how many are not, whether this server knows of the worker's lease (0|1)}
local now = math.floor(clock_us() / 1000)
local lease, unaware, least = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local muster, fields = {}, redis.call('HGETALL', KEYS[2])
for i = 1, #fields, 2 do muster[fields[i]] = fields[i + 1] end
local workers, scores, longest = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES'), {}, now + lease
for i = 1, #workers, 2 do
  scores[workers[i]] = workers[i + 1]
  longest = math.max(longest, tonumber(workers[i + 1]))
end
local holds = lease_holds(KEYS[1], ARGV[1], now) and 1 or 0
local fence = tonumber(redis.call('GET', KEYS[3]) or '0')

begin_writes(KEYS[1])
-- Tokens must go on growing although the last ones were lost.
if tonumber(ARGV[7]) > fence then redis.call('SET', KEYS[3], ARGV[7]) end

-- A worker with a lease of which this server knows nothing: the data is older than the lease, and there may be more like it.
local is_older = holds == 0 and tonumber(ARGV[6]) > 0
if muster.server ~= ARGV[2] or (is_older and not muster.older) then
  local begins = muster.server or is_older
  redis.call('DEL', KEYS[2])
  muster = {server = ARGV[2]}
  if begins then
    muster.since, muster['until'] = now, longest + unaware
    for worker, score in pairs(scores) do
      if worker ~= ARGV[1] and worker ~= '' then muster['worker ' .. worker] = score end
    end
    if is_older then muster.older = '1' end
  end
  for field, value in pairs(muster) do redis.call('HSET', KEYS[2], field, type(value) == 'number' and string.format('%.0f', value) or value) end
end
if not muster.since then return {0, 0, holds} end

local missing = 0
for field, score in pairs(muster) do
  local worker = string.match(field, '^worker (.+)$')
  if worker then
    -- It has taken a new name, left, or renewed its lease here.
    if scores[worker] ~= score then redis.call('HDEL', KEYS[2], field) else missing = missing + 1 end
  end
end
local left = tonumber(muster['until']) - now
if missing == 0 and not muster.older then left = tonumber(muster.since) + least - now end
if left > 0 then return {left, missing, holds} end
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[2], 'server', ARGV[2])
return {0, 0, holds}
