-- Gives the head of a lane up: it becomes a failed job, and the lane goes on, is held, or stays paused.
-- KEYS: lanes, jobs, ready, workers, holding, fence, tries, stopped, failed, failed jobs, paused bots
-- ARGV: worker, lane, fence, take the next job (0|1), hold the lane (0|1), id, record (one line of JSON, without the id)
-- Returns {-1} when the worker's lease has lapsed, {0} refused, {1} failed, or {the next job's fence, its number, its payload}
local now_us = clock_us()
local now = math.floor(now_us / 1000)
local worker, lane, id = ARGV[1], ARGV[2], ARGV[6]
if not lease_holds(KEYS[4], worker, now) then return {-1} end

local state = redis.call('HGET', KEYS[1], lane)
local held, head, tail, paused
if state then held, head, tail, paused = parse_state(state) end
if held ~= tonumber(ARGV[3]) or redis.call('SISMEMBER', KEYS[5], lane) == 0 then return {0} end

local field = job_field(lane, head)
local payload = redis.call('HGET', KEYS[2], field)
local following = head < tail and redis.call('HGET', KEYS[2], job_field(lane, head + 1))
local fence = last_fence(KEYS[6], now_us)
local bot_paused = is_bot_paused(bot_pauses(KEYS[11]), lane)
redis.call('ZCARD', KEYS[3])
redis.call('ZCARD', KEYS[9])
redis.call('HLEN', KEYS[7])
redis.call('HLEN', KEYS[8])
if redis.call('HEXISTS', KEYS[10], id) == 1 then
  -- The token tells them apart; one comes again only when Redis has lost the last one it handed out.
  local n = held
  while redis.call('HEXISTS', KEYS[10], id .. '-' .. string.format('%.0f', n)) == 1 do n = n + 1 end
  id = id .. '-' .. string.format('%.0f', n)
end

local hold = ARGV[5] == '1'
begin_writes(KEYS[4])
redis.call('HDEL', KEYS[2], field)
redis.call('HSET', KEYS[10], id, ARGV[7] .. '\n' .. payload)
redis.call('ZADD', KEYS[9], string.format('%.0f', now_us), id)
redis.call('HDEL', KEYS[7], lane)
if following and not hold and not paused and not bot_paused and ARGV[4] == '1' then
  redis.call('HSET', KEYS[1], lane, format_state(fence + 1, head + 1, tail))
  redis.call('SET', KEYS[6], string.format('%.0f', fence + 1))
  return {fence + 1, head + 1, following}
end
redis.call('SREM', KEYS[5], lane)
if hold then
  redis.call('HSET', KEYS[8], lane, id)
  redis.call('HSET', KEYS[1], lane, format_state(0, head + 1, tail, paused and now))
elseif paused then
  redis.call('HSET', KEYS[1], lane, format_state(0, head + 1, tail, now))
elseif following then
  redis.call('HSET', KEYS[1], lane, format_state(0, head + 1, tail))
  redis.call('ZADD', KEYS[3], now, lane)
else
  redis.call('HDEL', KEYS[1], lane)
end
return {1}
