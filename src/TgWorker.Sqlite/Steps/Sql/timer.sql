-- Timers: set, taken away, and moved into their lanes when they are due.

-- name: set
INSERT INTO timer (key, due, rule, entry) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (key) DO UPDATE SET due = excluded.due, rule = excluded.rule, entry = excluded.entry

-- name: cancel
DELETE FROM timer WHERE key = ?1

-- name: due
SELECT id, key, due, rule, entry FROM timer WHERE due <= ?1 ORDER BY due, key LIMIT ?2

-- name: delete
DELETE FROM timer WHERE id = ?1

-- name: again
UPDATE timer SET due = ?2, entry = ?3 WHERE id = ?1

-- name: new_lane
INSERT INTO lane (key, ready, head, tail, job) VALUES (?1, ?2, 1, 1, ?3)

-- name: fill_lane
UPDATE lane SET ready = ?2, head = 1, tail = 1, job = ?3, lapses = 0, failures = 0 WHERE id = ?1
