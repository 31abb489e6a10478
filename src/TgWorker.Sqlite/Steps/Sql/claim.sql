-- Grants lanes whose head may run now.

-- name: due
SELECT id, key, job, lapses, failures FROM lane WHERE ready <= ?1 ORDER BY ready, id LIMIT ?2

-- name: grant
UPDATE lane SET fence = ?2, worker = ?3, ready = NULL WHERE id = ?1

-- name: put_off
UPDATE lane SET ready = ?2 WHERE id = ?1

-- name: payload
SELECT payload FROM job WHERE id = ?1
