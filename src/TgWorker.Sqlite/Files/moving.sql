-- A file whose queue is copied elsewhere: a table says where to, and triggers refuse every change until the copy is called off.

-- name: is_moving
SELECT count(*) FROM sqlite_schema WHERE name = 'moving'

-- name: read
SELECT copy, target, ended FROM moving

-- name: tables
SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
  AND name NOT IN ('queue', 'quiet', 'poll', 'outgoing', 'history', 'outcome', 'audit', 'moving')

-- name: workers
SELECT count(*), min(name) FROM worker

-- name: broadcasts
SELECT min(id) FROM broadcast WHERE state IN ('Loading', 'Sending', 'Paused')

-- name: begin
CREATE TABLE moving (copy TEXT NOT NULL, target TEXT NOT NULL, ended INTEGER NOT NULL) STRICT

-- name: note
INSERT INTO moving (copy, target, ended) VALUES (?1, ?2, 0)

-- name: end
UPDATE moving SET ended = 1

-- name: call_off
DROP TABLE moving

-- name: triggers
SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'moving_%'
