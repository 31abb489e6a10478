-- What bots have sent, and for how long they pause.

-- name: read
SELECT state FROM outgoing WHERE key = ?1

-- name: write
INSERT INTO outgoing (key, state, until) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET state = excluded.state, until = excluded.until
