-- What operators do to one lane.

-- name: find
SELECT id, head, tail, worker IS NOT NULL, job, stopped, failures, paused IS NOT NULL FROM lane WHERE key = ?1

-- name: new
INSERT INTO lane (key, paused, paused_at) VALUES (?1, 0, ?2)

-- One that is set aside, for its bot is paused, was due.
-- name: pause
UPDATE lane SET paused = CASE WHEN ready < 10000000000000000 THEN ready ELSE ?2 END, paused_at = ?3, ready = NULL WHERE id = ?1

-- name: continue
UPDATE lane SET ready = CASE WHEN worker IS NULL AND stopped IS NULL AND head <= tail THEN paused END, paused = NULL, paused_at = NULL WHERE id = ?1

-- name: waiting
SELECT job FROM waiting WHERE lane = ?1 AND n = ?2

-- name: payload
SELECT payload FROM job WHERE id = ?1

-- The next head has not been tried yet, and need not wait for what the last one waited for.
-- name: due_now
UPDATE lane SET paused = 0 WHERE id = ?1 AND paused IS NOT NULL

-- name: take_out
DELETE FROM waiting WHERE lane = ?1 AND n = ?2

-- name: move
UPDATE waiting SET n = ?3 WHERE lane = ?1 AND n = ?2

-- name: set_ends
UPDATE lane SET head = ?2, tail = ?3 WHERE id = ?1

-- name: cancel
INSERT INTO cancelled (lane, fence, who) SELECT id, fence, ?2 FROM lane WHERE id = ?1
ON CONFLICT (lane) DO UPDATE SET fence = excluded.fence, who = excluded.who
