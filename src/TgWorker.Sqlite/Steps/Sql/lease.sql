-- Workers come, renew their leases and go.

-- name: holds
SELECT 1 FROM worker WHERE id = ?1 AND until > ?2

-- name: join
INSERT INTO worker (name, until, lease, host, process, version, started) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING

-- A lease that has lapsed is not renewed.
-- name: renew
UPDATE worker SET until = ?2 WHERE id = ?1 AND until > ?3

-- name: load
UPDATE worker SET running = ?2, slots = ?3, finished = ?4, failed = ?5, rate = ?6 WHERE id = ?1

-- name: wishes
SELECT paused, restarts FROM queue

-- Without a key: the delivery has ended.
-- name: cancelled
SELECT cancelled.lane, lane.key, cancelled.fence, cancelled.who, lane.worker = ?1 FROM cancelled
LEFT JOIN lane ON lane.id = cancelled.lane AND lane.fence = cancelled.fence AND lane.worker IS NOT NULL

-- name: forget_cancelled
DELETE FROM cancelled WHERE lane = ?1

-- name: lapsed
SELECT id, name FROM worker WHERE until <= ?1

-- name: bury
DELETE FROM worker WHERE id = ?1 AND until <= ?2

-- The lanes of a worker that died go to the front, and each head counts a lapse.
-- name: recover
UPDATE lane SET fence = 0, worker = NULL, ready = 0, lapses = lapses + 1 WHERE worker = ?1

-- name: leave
DELETE FROM worker WHERE id = ?1

-- name: set_free
UPDATE lane SET fence = 0, worker = NULL, ready = 0 WHERE worker = ?1
