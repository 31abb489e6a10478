-- Who may ask Telegram for a bot's updates, and what was pushed under that right.

-- name: right
SELECT holder, fence, until, batches, last, pushed FROM poll WHERE bot = ?1

-- A right that changes hands begins to count its batches anew; the last update stays known.
-- name: take
INSERT INTO poll (bot, holder, fence, until) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT DO UPDATE SET holder = excluded.holder, fence = excluded.fence, until = excluded.until, batches = 0

-- name: extend
UPDATE poll SET until = ?2 WHERE bot = ?1

-- name: release
UPDATE poll SET holder = '', until = 0 WHERE bot = ?1 AND holder = ?2

-- name: batches
SELECT batches FROM poll WHERE bot = ?1 AND holder = ?2 AND fence = ?3

-- name: note
UPDATE poll SET batches = ?2, last = ?3, pushed = ?4 WHERE bot = ?1
