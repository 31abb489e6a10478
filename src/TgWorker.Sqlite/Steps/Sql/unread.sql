-- Entries that are given up unread: the failed job names the job that has the bytes, which stay where they are.

-- name: give_up
INSERT INTO failed (id, failed_at, lane, bot, attempts, error, worker, payload, unread)
SELECT ?2, ?3, ?4, '', 0, ?5, name, x'', ?1 FROM worker WHERE id = ?6

-- name: find
SELECT n, unread FROM failed WHERE id = ?1 AND unread IS NOT NULL
