-- What operators do to the queue.

-- name: pause
UPDATE queue SET paused = ?1

-- name: restart
UPDATE queue SET restarts = restarts + 1

-- name: entries
SELECT seq, job FROM list ORDER BY seq LIMIT ?1

-- name: take_entries
DELETE FROM list WHERE seq <= ?1

-- name: delete_job
DELETE FROM job WHERE id = ?1

-- name: next_lane
SELECT id FROM lane WHERE id > ?1 AND (head <= tail OR stopped IS NOT NULL OR paused IS NOT NULL) ORDER BY id LIMIT 1

-- name: lane
SELECT fence, head, tail, job, stopped IS NOT NULL FROM lane WHERE id = ?1

-- name: last
SELECT n, job FROM waiting WHERE lane = ?1 ORDER BY n DESC LIMIT ?2

-- name: cut
DELETE FROM waiting WHERE lane = ?1 AND n >= ?2

-- name: set_tail
UPDATE lane SET tail = ?2 WHERE id = ?1

-- name: clear
UPDATE lane SET paused = min(paused, 0), tail = head - 1, job = NULL, ready = NULL, lapses = 0, failures = 0 WHERE id = ?1

-- name: drain
UPDATE lane SET paused = NULL, paused_at = NULL, tail = head - 1, job = NULL, ready = NULL, stopped = NULL, lapses = 0, failures = 0 WHERE id = ?1

-- name: held
SELECT key FROM lane WHERE worker IS NOT NULL LIMIT 1

-- name: front
SELECT seq FROM list ORDER BY seq LIMIT 1

-- name: put_before
INSERT INTO list (seq, job) VALUES (?1, ?2)

-- name: payload
SELECT payload FROM job WHERE id = ?1

-- name: forget_seen
UPDATE seen SET bits = bits & ~?4 WHERE bot = ?1 AND scope = ?2 AND block = ?3

-- name: note
INSERT INTO audit (text) VALUES (?1)

-- name: forget_notes
DELETE FROM audit WHERE n <= (SELECT max(n) FROM audit) - ?1
