-- What all workers must agree on.

-- name: all
SELECT name, value FROM setting

-- name: write
INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value

-- Whether any of it still counts: a chat has a job, or a worker is there.
-- name: counts
SELECT 1 WHERE EXISTS (SELECT 1 FROM worker WHERE until > ?1) OR EXISTS (SELECT 1 FROM lane WHERE worker IS NOT NULL)
  OR EXISTS (SELECT 1 FROM lane WHERE ready IS NOT NULL) OR EXISTS (SELECT 1 FROM lane WHERE stopped IS NOT NULL)
  OR EXISTS (SELECT 1 FROM lane WHERE paused IS NOT NULL)
