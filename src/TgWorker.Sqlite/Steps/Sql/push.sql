-- Appends an entry to the list.

-- name: keep
INSERT INTO job (pushed, payload) VALUES (?1, ?2)

-- name: append
INSERT INTO list (job) VALUES (?1)
