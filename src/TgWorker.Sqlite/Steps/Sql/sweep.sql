-- Takes away what nobody needs any more, a little at a time. Each statement looks at the next rows behind where the last one ended.

-- name: lanes
SELECT max(id) FROM (SELECT id FROM lane WHERE id > ?1 ORDER BY id LIMIT ?2)

-- name: delete_lanes
DELETE FROM lane WHERE id > ?1 AND id <= ?2 AND head > tail AND worker IS NULL AND stopped IS NULL
