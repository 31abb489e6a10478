-- Takes the oldest entries off the list, if they are still those that were read.
-- KEYS: list
-- ARGV: end of the list that holds the oldest entry (HEAD|TAIL), the SHA-1 of each entry, the oldest first
-- Returns 1, or 0 when others stand there (nothing was done)
local count, from_tail = #ARGV - 1, ARGV[1] == 'TAIL'
local entries = from_tail and redis.call('LRANGE', KEYS[1], -count, -1) or redis.call('LRANGE', KEYS[1], 0, count - 1)
if #entries ~= count then return 0 end
for i = 1, count do
  if redis.sha1hex(entries[from_tail and count + 1 - i or i]) ~= ARGV[i + 1] then return 0 end
end
if from_tail then redis.call('LTRIM', KEYS[1], 0, -count - 1) else redis.call('LTRIM', KEYS[1], count, -1) end
return 1
