-- What a transaction needs to know of the queue, and leaves with it.

-- name: last_fence
SELECT fence FROM queue

-- name: note
UPDATE queue SET fence = ?1, noted = ?2

-- name: note_time
UPDATE queue SET noted = ?1
