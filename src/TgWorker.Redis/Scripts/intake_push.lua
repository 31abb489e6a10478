-- Appends entries to the list, all or none; with a right to poll, only while that is the caller's. Shows them to Horizon as tgook does.
-- KEYS: list, polls, then for Horizon: recent jobs, pending jobs, and a hash per entry
-- ARGV: end of the list to push to (RPUSH|LPUSH), entries, bot ('': no right is asked for), holder, token, number of the batch, its last update id,
--       the entries, then for Horizon: connection, queue, unix second in which the hashes expire, and per entry its uuid, class, score and time
-- Returns 1; 0 when the right is another's (nothing was pushed); 2 when the batch was pushed before (nothing more was)
local push, count, bot = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local now = math.floor(clock_us() / 1000)
redis.call('LLEN', KEYS[1])
local record = redis.call('HGET', KEYS[2], bot)
local horizon = #KEYS > 2
if horizon then
  redis.call('ZCARD', KEYS[3])
  redis.call('ZCARD', KEYS[4])
  for i = 1, count do redis.call('HLEN', KEYS[4 + i]) end
end

local right
if bot ~= '' then
  right = parse_right(record)
  if not right or right.holder ~= ARGV[4] or right.fence ~= ARGV[5] then return 0 end
  if tonumber(ARGV[6]) <= right.batches then return 2 end
end

-- In pieces: unpack() takes a few thousand at a time.
local first = 7
for i = 1, count, 1000 do
  redis.call(push, KEYS[1], unpack(ARGV, first + i, first + math.min(i + 999, count)))
end
if right then
  right.batches, right.last, right.pushed = tonumber(ARGV[6]), ARGV[7], now
  redis.call('HSET', KEYS[2], bot, format_right(right))
end
if horizon then
  local at = first + count
  local connection, queue, expiry = ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
  at = at + 3
  for i = 1, count do
    local uuid, class, score, time = ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
    at = at + 4
    redis.call('ZADD', KEYS[3], score, uuid)
    redis.call('ZADD', KEYS[4], score, uuid)
    redis.call('HSET', KEYS[4 + i], 'id', uuid, 'connection', connection, 'queue', queue, 'name', class, 'status', 'pending',
      'payload', ARGV[first + i], 'created_at', time, 'updated_at', time)
    redis.call('EXPIREAT', KEYS[4 + i], expiry)
  end
end
return 1
