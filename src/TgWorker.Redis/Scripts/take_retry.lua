-- Puts an entry of the list that is somebody else's retry of a failed job of ours (Horizon's retry_of) into its lane in that job's stead:
-- before the jobs that have not started, as our own retry does; the failed job is settled, and a lane held for it goes on.
-- KEYS: list, lanes, jobs, ready, tries, stopped, failed, failed jobs, workers
-- ARGV: end of the list that holds the oldest entry (HEAD|TAIL), the entry's index from there, the entry, its lane, id of the failed job,
--       the lane of that
-- Returns {1, or 0 when the entry is not there or there is no such failed job, entries left on the list}
local from_tail, index, entry, lane, id, old_lane = ARGV[1] == 'TAIL', tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local left = redis.call('LLEN', KEYS[1])
if redis.call('LINDEX', KEYS[1], from_tail and -1 - index or index) ~= entry or redis.call('HEXISTS', KEYS[8], id) == 0 then return {0, left} end

local state = redis.call('HGET', KEYS[2], lane)
local stopped = redis.call('HGET', KEYS[6], lane)
local old_held = old_lane ~= lane and redis.call('HGET', KEYS[6], old_lane) == id
local old_state = old_held and redis.call('HGET', KEYS[2], old_lane)
local fence, head, tail, paused = 0, 1, 0, false
if state then fence, head, tail, paused = parse_state(state) end
-- A head that is run now or was tried before stays the head.
local started = fence ~= 0 or redis.call('HEXISTS', KEYS[5], lane) == 1
local first = started and head <= tail and redis.call('HGET', KEYS[3], job_field(lane, head))
redis.call('HLEN', KEYS[3])
redis.call('ZCARD', KEYS[4])
redis.call('ZCARD', KEYS[7])
local now = string.format('%.0f', math.floor(clock_us() / 1000))
begin_writes(KEYS[9])

redis.call('LREM', KEYS[1], from_tail and -1 or 1, entry)
local at = tail + 1
if head > tail then
  tail = at
else
  head = head - 1
  at = head
  if first then
    redis.call('HSET', KEYS[3], job_field(lane, head), first)
    at = head + 1
  end
end
redis.call('HSET', KEYS[3], job_field(lane, at), entry)
redis.call('HSET', KEYS[2], lane, format_state(fence, head, tail, paused))
redis.call('HDEL', KEYS[8], id)
redis.call('ZREM', KEYS[7], id)
if stopped == id then
  redis.call('HDEL', KEYS[6], lane)
  stopped = false
end
if fence == 0 and not stopped and not paused then redis.call('ZADD', KEYS[4], 'NX', now, lane) end
if old_held then
  redis.call('HDEL', KEYS[6], old_lane)
  if old_state then
    local _, old_head, old_tail, old_paused = parse_state(old_state)
    if old_paused then
      -- It waits for its pause to end.
    elseif old_head > old_tail then
      redis.call('HDEL', KEYS[2], old_lane)
    else
      redis.call('ZADD', KEYS[4], 'NX', now, old_lane)
    end
  end
end
return {1, left - 1}
