-- Deletes failed jobs; lanes that were held for them go on.
-- KEYS: lanes, ready, stopped, failed, failed jobs, then per job the key with the bytes of one that was given up unread
-- ARGV: per job its id and its lane
-- Returns how many there were. Half a failed job, an id without a record or the other way round, counts and is deleted too
local now = math.floor(clock_us() / 1000)
local ids, unread, held = {}, {}, {}
for i = 1, #ARGV, 2 do
  local id, lane = ARGV[i], ARGV[i + 1]
  if redis.call('HEXISTS', KEYS[5], id) == 1 or redis.call('ZSCORE', KEYS[4], id) then
    ids[#ids + 1] = id
    unread[#unread + 1] = KEYS[5 + (i + 1) / 2]
    if redis.call('HGET', KEYS[3], lane) == id then held[lane] = redis.call('HGET', KEYS[1], lane) or '' end
  end
end
if #ids == 0 then return 0 end
redis.call('ZCARD', KEYS[2])
redis.call('ZREM', KEYS[4], unpack(ids))
redis.call('HDEL', KEYS[5], unpack(ids))
redis.call('UNLINK', unpack(unread))
for lane, state in pairs(held) do
  redis.call('HDEL', KEYS[3], lane)
  if state ~= '' then
    local _, head, tail, paused = parse_state(state)
    if paused then
      -- It waits for its pause to end.
    elseif head > tail then
      redis.call('HDEL', KEYS[1], lane)
    else
      redis.call('ZADD', KEYS[2], now, lane)
    end
  end
end
return #ids
