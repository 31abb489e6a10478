-- Gives failed jobs to PHP's workers, payloads untouched and in the given order, with a wake-up token for each.
-- KEYS: failed, failed jobs, list of PHP's workers, its wake-up tokens, workers
-- ARGV: ids
-- Returns the ids that went; the others are not failed jobs any more
local ids, payloads = {}, {}
for i = 1, #ARGV do
  local record = redis.call('HGET', KEYS[2], ARGV[i])
  if record then
    ids[#ids + 1] = ARGV[i]
    payloads[#payloads + 1] = string.sub(record, (string.find(record, '\n', 1, true) or 0) + 1)
  end
end
if #ids == 0 then return ids end
redis.call('ZCARD', KEYS[1])
redis.call('LLEN', KEYS[3])
redis.call('LLEN', KEYS[4])
begin_writes(KEYS[5])
for i = 1, #ids do
  redis.call('RPUSH', KEYS[3], payloads[i])
  redis.call('RPUSH', KEYS[4], 1)
end
redis.call('HDEL', KEYS[2], unpack(ids))
redis.call('ZREM', KEYS[1], unpack(ids))
return ids
