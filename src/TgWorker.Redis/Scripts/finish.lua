-- Finishes the heads of lanes, each only if this worker still runs it under the given token, and hands on what comes next. Nothing
-- comes next in a lane that is paused, or whose bot is: it is let go of, and keeps what it has.
-- KEYS: lanes, jobs, ready, workers, holding, fence, tries, paused bots
-- ARGV: worker, take the next jobs (0|1|2: and answer with their payloads), the lanes' tokens (packed: 'd'), then the lanes
-- Returns {-1} when the worker's lease has lapsed, else {a digit per lane: 0 refused, 1 finished, 2 and the next job is
--   granted, the token before those that were handed out, the next jobs' numbers (packed: 'd')} and the next jobs' payloads if
--   asked for, all three in the order of their tokens
local now_us = clock_us()
local now = math.floor(now_us / 1000)
local now_text = string.format('%.0f', now)
local worker = ARGV[1]
if not lease_holds(KEYS[4], worker, now) then return {-1} end

local take, with_payloads, count = ARGV[2] ~= '0', ARGV[2] == '2', #ARGV - 3
local fences = {struct.unpack('<' .. string.rep('d', count), ARGV[3])}
local lanes = {unpack(ARGV, 4)}
local states = redis.call('HMGET', KEYS[1], unpack(lanes))
local mine = redis.call('SMISMEMBER', KEYS[5], unpack(lanes))
local fence, taken = last_fence(KEYS[6], now_us), 0

local bot_paused = bot_pauses(KEYS[8])
local codes, finished, done = {}, {}, {}
local fields, gone, let_go, changed, ready, following = {}, {}, {}, {}, {}, {}
for i = 1, count do
  local lane, state = lanes[i], states[i]
  local held, head, tail, paused
  if state then held, head, tail, paused = parse_state(state) end
  if held ~= fences[i] or mine[i] == 0 or done[lane] then
    codes[i] = '0'
  else
    done[lane] = true
    finished[#finished + 1] = lane
    fields[#fields + 1] = job_field(lane, head)
    codes[i] = '1'
    if head == tail and not paused then
      gone[#gone + 1] = lane
      let_go[#let_go + 1] = lane
    elseif take and not paused and not is_bot_paused(bot_paused, lane) then
      taken = taken + 1
      codes[i] = '2'
      following[taken] = head + 1
      changed[#changed + 1] = lane
      changed[#changed + 1] = format_state(fence + taken, head + 1, tail)
    else
      let_go[#let_go + 1] = lane
      changed[#changed + 1] = lane
      changed[#changed + 1] = format_state(0, head + 1, tail, paused and now)
      if not paused then
        ready[#ready + 1] = now_text
        ready[#ready + 1] = lane
      end
    end
  end
end

local out = {table.concat(codes), fence, pack_all('d', following)}
if with_payloads and taken > 0 then
  local next_jobs = {}
  for i = 1, taken do next_jobs[i] = job_field(changed[2 * i - 1], following[i]) end
  local payloads = redis.call('HMGET', KEYS[2], unpack(next_jobs))
  for i = 1, taken do out[3 + i] = payloads[i] end
end
if #finished > 0 then
  local has_tries = redis.call('HLEN', KEYS[7]) > 0
  if #ready > 0 then redis.call('ZCARD', KEYS[3]) end
  -- First, for it needs no memory (see begin_writes), and fails by itself where it cannot.
  redis.call('HDEL', KEYS[2], unpack(fields))
  if has_tries then redis.call('HDEL', KEYS[7], unpack(finished)) end
  if #gone > 0 then redis.call('HDEL', KEYS[1], unpack(gone)) end
  if #changed > 0 then redis.call('HSET', KEYS[1], unpack(changed)) end
  if #let_go > 0 then redis.call('SREM', KEYS[5], unpack(let_go)) end
  if #ready > 0 then redis.call('ZADD', KEYS[3], unpack(ready)) end
  if taken > 0 then redis.call('SET', KEYS[6], string.format('%.0f', fence + taken)) end
end
return out
