-- Reads a whole queue, a page at a time, to copy it. Nobody writes meanwhile.

-- name: queue
SELECT paused, fence, coalesce((SELECT value FROM setting WHERE name = 'order_by'), '') FROM queue

-- name: paused_bots
SELECT bot, since FROM paused_bot WHERE ended = 0 ORDER BY number

-- name: entries
SELECT list.seq, job.payload FROM list JOIN job ON job.id = list.job WHERE list.seq > ?1 ORDER BY list.seq LIMIT ?2

-- What is set aside, for its bot is paused, was due.
-- name: lanes
SELECT id, key, job, CASE WHEN ready < 10000000000000000 THEN ready WHEN ready IS NOT NULL THEN 0 END, stopped, lapses, failures, paused, paused_at FROM lane WHERE id > ?1 ORDER BY id LIMIT ?2

-- name: head
SELECT payload FROM job WHERE id = ?1

-- name: behind
SELECT waiting.n, job.payload FROM waiting JOIN job ON job.id = waiting.job WHERE waiting.lane = ?1 AND waiting.n > ?2 ORDER BY waiting.n LIMIT ?3

-- name: failed
SELECT n, id, failed_at, lane, bot, update_id, attempts, error, worker, payload, detail,
  (SELECT length(job.payload) FROM job WHERE job.id = failed.unread) FROM failed WHERE n > ?1 ORDER BY n LIMIT ?2

-- name: timers
SELECT id, key, due, rule, entry FROM timer WHERE id > ?1 ORDER BY id LIMIT ?2

-- name: memories
SELECT lane, until FROM memory_until WHERE lane > ?1 ORDER BY lane LIMIT ?2

-- name: memory
SELECT name, text FROM memory WHERE lane = ?1

-- name: marks
SELECT lane, mark, taker, until FROM mark WHERE (lane, mark) > (?1, ?2) ORDER BY lane, mark LIMIT ?3

-- name: seen
SELECT bot, scope, block, bits, until FROM seen WHERE (bot, scope, block) > (?1, ?2, ?3) ORDER BY bot, scope, block LIMIT ?4
