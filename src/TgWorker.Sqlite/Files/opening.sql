-- Makes a file, or finds out about one.

-- name: objects
SELECT count(*) FROM sqlite_schema

-- name: create
INSERT INTO queue (id, name, machine_start, clock_offset, noted) VALUES (1, ?1, ?2, ?3, ?4)

-- name: read
SELECT name, machine_start, clock_offset, noted FROM queue WHERE id = 1

-- name: set_clock
UPDATE queue SET machine_start = ?1, clock_offset = ?2 WHERE id = 1

-- name: end_leases
UPDATE worker SET until = 0

-- name: end_polls
UPDATE poll SET until = 0
