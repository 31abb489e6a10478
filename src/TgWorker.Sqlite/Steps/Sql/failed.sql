-- What operators do to failed jobs.

-- name: find
SELECT n, lane FROM failed WHERE id = ?1

-- name: lane
SELECT id, fence, head, tail, job, ready IS NOT NULL, stopped, lapses + failures FROM lane WHERE key = ?1

-- name: new_lane
INSERT INTO lane (key) VALUES (?1)

-- name: put_back
INSERT INTO job (pushed, payload) SELECT ?2, payload FROM failed WHERE n = ?1

-- name: wait
INSERT INTO waiting (lane, n, job) VALUES (?1, ?2, ?3)

-- name: set_lane
UPDATE lane SET head = ?2, tail = ?3, job = ?4 WHERE id = ?1

-- name: set_ready
UPDATE lane SET ready = ?2 WHERE id = ?1

-- name: delete_unread
DELETE FROM job WHERE id = (SELECT unread FROM failed WHERE n = ?1)

-- name: delete
DELETE FROM failed WHERE n = ?1

-- name: stopped_for
SELECT id, head <= tail FROM lane WHERE stopped = ?1

-- A lane without jobs has nothing to be ready for.
-- name: go_on
UPDATE lane SET stopped = NULL, ready = CASE WHEN head <= tail THEN ?2 END WHERE id = ?1

-- name: import
INSERT INTO failed (id, failed_at, lane, bot, update_id, attempts, error, worker, payload, detail)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING

-- name: older
SELECT id FROM failed WHERE failed_at < ?1 AND NOT EXISTS (SELECT 1 FROM lane WHERE stopped = failed.id) ORDER BY failed_at LIMIT ?2

-- name: first
SELECT id FROM failed LIMIT ?1
