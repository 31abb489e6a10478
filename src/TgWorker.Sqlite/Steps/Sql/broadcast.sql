-- Broadcasts: their audience, their messages on the way to the list, and what became of them.

-- name: create
INSERT INTO broadcast (id, plan, state, created, changed) VALUES (?1, ?2, ?3, ?4, ?4)

-- name: state
SELECT state, cursor, total, sent + gone + failed + skipped FROM broadcast WHERE id = ?1

-- name: add_page
INSERT INTO broadcast_page (broadcast, page, recipients) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET recipients = excluded.recipients

-- name: set_total
UPDATE broadcast SET total = ?2 WHERE id = ?1

-- name: change
UPDATE broadcast SET state = ?2, reason = ?3, changed = ?4 WHERE id = ?1

-- name: delete_pages
DELETE FROM broadcast_page WHERE broadcast = ?1

-- name: put
UPDATE broadcast SET cursor = ?2, pace_since = ?3, pace_cursor = ?4, pace_rate = ?5 WHERE id = ?1

-- name: put_in_lane
INSERT INTO broadcast_in_lane (broadcast, n) VALUES (?1, ?2)

-- name: delete_page
DELETE FROM broadcast_page WHERE broadcast = ?1 AND page = ?2

-- name: leave_lane
DELETE FROM broadcast_in_lane WHERE broadcast = ?1 AND n = ?2

-- name: count
UPDATE broadcast SET sent = sent + (?2 = 0), gone = gone + (?2 = 1), failed = failed + (?2 = 2), skipped = skipped + (?2 = 3) WHERE id = ?1

-- name: miss
INSERT INTO broadcast_miss (broadcast, n, text) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET text = excluded.text

-- name: delete
DELETE FROM broadcast WHERE id = ?1

-- name: delete_in_lane
DELETE FROM broadcast_in_lane WHERE broadcast = ?1

-- name: delete_misses
DELETE FROM broadcast_miss WHERE broadcast = ?1

-- name: find
SELECT id, plan, state, reason, created, changed, total, cursor, sent, gone, failed, skipped, pace_since, pace_cursor, pace_rate
FROM broadcast WHERE id = ?1

-- name: list
SELECT id, plan, state, reason, created, changed, total, cursor, sent, gone, failed, skipped, pace_since, pace_cursor, pace_rate
FROM broadcast ORDER BY created DESC LIMIT ?1

-- name: sending
SELECT id, plan, state, reason, created, changed, total, cursor, sent, gone, failed, skipped, pace_since, pace_cursor, pace_rate
FROM broadcast WHERE state = 'Sending'

-- name: page
SELECT recipients FROM broadcast_page WHERE broadcast = ?1 AND page = ?2

-- name: misses
SELECT n, text FROM broadcast_miss WHERE broadcast = ?1 AND n > ?2 ORDER BY n LIMIT ?3
