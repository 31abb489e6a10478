-- Notes the failed tries of a job that stays with its worker.
-- KEYS: lanes, workers, holding, tries
-- ARGV: worker, lane, fence, failed tries
-- Returns {1}, {0} refused, {-1} when the worker's lease has lapsed
local worker, lane = ARGV[1], ARGV[2]
if not lease_holds(KEYS[2], worker, math.floor(clock_us() / 1000)) then return {-1} end
local state = redis.call('HGET', KEYS[1], lane)
if not state or parse_state(state) ~= tonumber(ARGV[3]) or redis.call('SISMEMBER', KEYS[3], lane) == 0 then return {0} end
local lapses = string.match((redis.call('HGET', KEYS[4], lane) or '') .. ' 0', '%d+')
begin_writes(KEYS[2])
redis.call('HSET', KEYS[4], lane, lapses .. ' ' .. ARGV[4])
return {1}
