-- Lets go of a lane whose head stays, to be delivered again after a delay.
-- KEYS: lanes, ready, workers, holding, tries
-- ARGV: worker, lane, fence, delay (ms; 0: before all other ready lanes), failed tries
-- Returns {1}, {0} refused, {-1} when the worker's lease has lapsed
local now = math.floor(clock_us() / 1000)
local worker, lane = ARGV[1], ARGV[2]
if not lease_holds(KEYS[3], worker, now) then return {-1} end
local state = redis.call('HGET', KEYS[1], lane)
local held, head, tail, paused
if state then held, head, tail, paused = parse_state(state) end
if held ~= tonumber(ARGV[3]) or redis.call('SISMEMBER', KEYS[4], lane) == 0 then return {0} end

local lapses = string.match((redis.call('HGET', KEYS[5], lane) or '') .. ' 0', '%d+')
redis.call('ZCARD', KEYS[2])
begin_writes(KEYS[3])
redis.call('SREM', KEYS[4], lane)
local due = ARGV[4] == '0' and 0 or now + ARGV[4]
redis.call('HSET', KEYS[1], lane, format_state(0, head, tail, paused and due))
if not paused then redis.call('ZADD', KEYS[2], due, lane) end
if lapses ~= '0' or ARGV[5] ~= '0' then redis.call('HSET', KEYS[5], lane, lapses .. ' ' .. ARGV[5]) end
return {1}
