-- Takes away what nobody needs any more, a little at a time: each look begins behind where the last one ended.

-- name: lanes
SELECT id, head > tail AND worker IS NULL AND stopped IS NULL AND paused IS NULL FROM lane WHERE id > ?1 ORDER BY id LIMIT ?2

-- name: delete_lane
DELETE FROM lane WHERE id = ?1

-- name: seen
SELECT bot, scope, block, until FROM seen WHERE (bot, scope, block) > (?1, ?2, ?3) ORDER BY bot, scope, block LIMIT ?4

-- name: forget_seen
DELETE FROM seen WHERE bot = ?1 AND scope = ?2 AND block = ?3

-- name: memories
SELECT lane, until FROM memory_until WHERE lane > ?1 ORDER BY lane LIMIT ?2

-- name: forget_memory
DELETE FROM memory WHERE lane = ?1

-- name: forget_until
DELETE FROM memory_until WHERE lane = ?1

-- name: marks
SELECT lane, mark, until FROM mark WHERE (lane, mark) > (?1, ?2) ORDER BY lane, mark LIMIT ?3

-- name: forget_mark
DELETE FROM mark WHERE lane = ?1 AND mark = ?2

-- name: quiet
DELETE FROM quiet WHERE until <= ?1

-- name: outgoing
DELETE FROM outgoing WHERE key IN (SELECT key FROM outgoing WHERE until <= ?1 ORDER BY until LIMIT ?2)
