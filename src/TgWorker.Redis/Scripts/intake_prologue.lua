-- Stands, behind prologue.lua, in front of the scripts of the intake.
--
-- K:polls holds for each bot, by the id in its token, who may ask Telegram for its updates: "holder token end batches last pushed", the end and the
-- time of the last push as Redis's milliseconds, the number of the last batch under the token, the last update id.

local function parse_right(record)
  if not record then return nil end
  local holder, fence, ends, batches, last, pushed = string.match(record, '^(%S+) (%d+) (%d+) (%d+) (%-?%d*) (%d+)$')
  -- No clock gives more digits, and the caller could not read them.
  if not holder or math.max(#fence, #ends, #batches, #pushed) > 16 then return nil end
  return {holder = holder, fence = fence, ends = tonumber(ends), batches = tonumber(batches), last = last, pushed = tonumber(pushed)}
end

local function format_right(right)
  return string.format('%s %s %.0f %.0f %s %.0f', right.holder, right.fence, right.ends, right.batches, right.last, right.pushed)
end
