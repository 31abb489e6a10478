-- Adds failed jobs that were exported before.
-- KEYS: failed, failed jobs, put back
-- ARGV: also those that were put back since (0|1), then per job its id, when it failed (us), record (one line of JSON, a line feed, the payload)
-- Returns {how many were added, how many are failed jobs already, how many were put back since}
local add, known, back = {}, 0, 0
for i = 2, #ARGV, 3 do
  if redis.call('HEXISTS', KEYS[2], ARGV[i]) == 1 then
    known = known + 1
  elseif ARGV[1] == '0' and redis.call('ZSCORE', KEYS[3], ARGV[i]) then
    back = back + 1
  else
    add[#add + 1] = i
  end
end
redis.call('ZCARD', KEYS[1])
redis.call('ZCARD', KEYS[3])
for _, i in ipairs(add) do
  redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 2])
  redis.call('ZADD', KEYS[1], ARGV[i + 1], ARGV[i])
  redis.call('ZREM', KEYS[3], ARGV[i])
end
return {#add, known, back}
