-- Moves entries from the list into their lanes, and grants those that were free.

-- name: entries
SELECT list.seq, list.job, job.pushed, length(job.payload) FROM list JOIN job ON job.id = list.job ORDER BY list.seq LIMIT ?1

-- name: take
DELETE FROM list WHERE seq <= ?1

-- name: drop
DELETE FROM job WHERE id = ?1

-- name: lane
SELECT id, head, tail, paused IS NULL AND stopped IS NULL FROM lane WHERE key = ?1

-- name: new_lane
INSERT INTO lane (key, fence, worker, head, tail, job) VALUES (?1, ?2, ?3, 1, 1, ?4)

-- name: fill_lane
UPDATE lane SET fence = ?2, worker = ?3, head = 1, tail = 1, job = ?4, lapses = 0, failures = 0 WHERE id = ?1

-- The first job of a lane whose bot is paused.
-- name: new_ready
INSERT INTO lane (key, ready, head, tail, job) VALUES (?1, ?2, 1, 1, ?3)

-- name: fill_ready
UPDATE lane SET ready = ?2, head = 1, tail = 1, job = ?3, lapses = 0, failures = 0 WHERE id = ?1

-- The first job of a lane that is stopped or paused.
-- name: set_head
UPDATE lane SET job = ?2 WHERE id = ?1

-- name: append
INSERT INTO waiting (lane, n, job) VALUES (?1, ?2, ?3)

-- name: set_tail
UPDATE lane SET tail = ?2 WHERE id = ?1

-- name: seen
SELECT bits FROM seen WHERE bot = ?1 AND scope = ?2 AND block = ?3 AND until > ?4

-- name: see
INSERT INTO seen (bot, scope, block, bits, until, worth) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT DO UPDATE SET bits = excluded.bits, until = excluded.until, worth = excluded.worth

-- name: seen_count
SELECT n FROM seen_count

-- name: forget_seen
DELETE FROM seen WHERE (bot, scope, block) IN (SELECT bot, scope, block FROM seen ORDER BY worth LIMIT ?1)
