-- How deliveries end. Only the worker that holds a lane, and only under the token of its last delivery, settles the head.

-- name: held
SELECT head, tail, job, paused IS NOT NULL FROM lane WHERE id = ?1 AND fence = ?2 AND worker = ?3

-- name: delete_job
DELETE FROM job WHERE id = ?1

-- name: next
SELECT job FROM waiting WHERE lane = ?1 AND n = ?2

-- name: take_next
DELETE FROM waiting WHERE lane = ?1 AND n = ?2

-- The next job is the head, granted under a new token.
-- name: go_on
UPDATE lane SET fence = ?2, head = head + 1, job = ?3, lapses = 0, failures = 0 WHERE id = ?1

-- The next job, if there is one, is the head; any worker may have it.
-- name: let_go
UPDATE lane SET fence = 0, worker = NULL, ready = ?2, stopped = ?3, head = head + 1, job = ?4, lapses = 0, failures = 0 WHERE id = ?1

-- A lane whose last job is done; nothing of it was ready.
-- name: let_go_empty
UPDATE lane SET fence = 0, worker = NULL, head = head + 1, job = NULL, lapses = 0, failures = 0 WHERE id = ?1

-- name: failed_id
SELECT 1 FROM failed WHERE id = ?1

-- name: keep_failed
INSERT INTO failed (id, failed_at, lane, bot, update_id, attempts, error, detail, worker, payload)
SELECT ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?10, ?9, payload FROM job WHERE id = ?1

-- name: park
UPDATE lane SET fence = 0, worker = NULL, ready = ?2, failures = ?3 WHERE id = ?1

-- name: note_failures
UPDATE lane SET failures = ?2 WHERE id = ?1
