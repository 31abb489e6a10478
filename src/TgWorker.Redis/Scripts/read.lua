-- Answers with the oldest entries, as many as fit; takes none of them. But the first one becomes a failed job, its bytes under a key of their own,
-- when it is larger than any may be, or when nobody who read it has come to sort it: those who read it may have died of it.
-- KEYS: list, workers, sorter, reading: the first entry's length and last bytes, and how often it was read; failed, failed jobs, key for the bytes
-- ARGV: worker, end of the list that holds the oldest entry (HEAD|TAIL), the most entries, the most bytes of all (through the script: a quarter), the most of one,
--   how often the same entry is read before it is read alone, how often before it is given up, how long that is remembered (s),
--   id and record of a failed job (JSON without its error and its closing brace), the error as JSON: when it is too large, when it is given up
-- Returns {-1} when the worker's lease has lapsed, {-2} when the right to sort is another's, {0, entries...}, {1, how many to read}: as they fit, the caller
--   reads them itself (cheaper than through a script, if there are many), {2|3, bytes}: the first entry was given up as too large (2) or unsorted (3)
local now_us = clock_us()
if not lease_holds(KEYS[2], ARGV[1], math.floor(now_us / 1000)) then return {-1} end
if redis.call('GET', KEYS[3]) ~= ARGV[1] then return {-2} end
local list, from_tail, most, budget, largest = KEYS[1], ARGV[2] == 'TAIL', tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local length = redis.call('LLEN', list)
local reading = redis.call('GET', KEYS[4])
redis.call('ZCARD', KEYS[5])
redis.call('HLEN', KEYS[6])
if length == 0 then return {0} end

local first = redis.call('LINDEX', list, from_tail and -1 or 0)
local mark = #first .. ' ' .. string.sub(first, -16)
local reads = 1
if reading then
  local count, marked = string.match(reading, '^(%d+) (.*)$')
  if marked == mark then reads = count + 1 end
end

local too_large = #first > largest
if too_large or reads > tonumber(ARGV[7]) then
  begin_writes(KEYS[2])
  redis.call('SET', KEYS[7], first)
  redis.call('HSET', KEYS[6], ARGV[9], ARGV[10] .. ',"error":' .. ARGV[too_large and 11 or 12] .. ',"unread":' .. #first .. '}\n')
  redis.call('ZADD', KEYS[5], string.format('%.0f', now_us), ARGV[9])
  redis.call(from_tail and 'RPOP' or 'LPOP', list)
  redis.call('DEL', KEYS[4])
  return {too_large and 2 or 3, #first}
end

-- What the nodes of the list take that hold these entries, the sizes of which nothing else tells without carrying the entries through the script:
-- the average of the nodes at its head times their number. That is never less than they take themselves. In a long list it says little; there
-- the first node tells how large the average one is, for a node of small entries takes 8 KB at the most (list-max-listpack-size).
local function fits(budget)
  local nodes = from_tail and length or most
  if nodes > 1024 then return false end
  local all = redis.pcall('MEMORY', 'USAGE', list, 'SAMPLES', nodes)
  if type(all) ~= 'number' then return false end
  if all <= budget then return true end
  if from_tail or #first > 8192 then return false end
  return all / redis.call('MEMORY', 'USAGE', list, 'SAMPLES', 1) * 8192 * most <= budget
end

most = math.min(most, length)
if reads > tonumber(ARGV[6]) then most = 1 end
local plainly = most > 32 and fits(budget)
budget = budget / 4
local at_once = not plainly and most > 1 and fits(budget)
begin_writes(KEYS[2])
redis.call('SET', KEYS[4], reads .. ' ' .. mark, 'EX', ARGV[8])
if plainly then return {1, most} end

-- One by one they take several times as long.
if not at_once then most = math.min(most, 128) end
local out, bytes = {0, first}, #first
local entries = at_once and redis.call('LRANGE', list, from_tail and -most or 0, from_tail and -1 or most - 1)
for i = 1, most - 1 do
  local entry
  if entries then
    entry = entries[from_tail and most - i or i + 1]
  else
    entry = redis.call('LINDEX', list, from_tail and -1 - i or i)
  end
  bytes = bytes + #entry
  if #entry > largest or bytes > budget then return out end
  out[i + 2] = entry
end
return out
