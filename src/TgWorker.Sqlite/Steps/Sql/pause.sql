-- The pauses of bots.

-- name: all
SELECT bot, number, ended FROM paused_bot ORDER BY number

-- name: pause
INSERT INTO paused_bot (bot, number, since) VALUES (?1, ?2, ?3) ON CONFLICT (bot) DO UPDATE SET since = excluded.since, ended = 0

-- name: end
UPDATE paused_bot SET ended = 1 WHERE bot = ?1

-- name: give_back
UPDATE lane SET ready = ?3 WHERE id IN (SELECT id FROM lane WHERE ready >= ?1 AND ready < ?2 ORDER BY ready, id LIMIT ?4)

-- name: forget
DELETE FROM paused_bot WHERE bot = ?1
