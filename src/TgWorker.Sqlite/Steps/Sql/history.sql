-- What was done of late, for those who look.

-- name: step
SELECT text FROM history WHERE scale = ?1 AND step = ?2

-- name: set_step
INSERT INTO history (scale, step, text) VALUES (?1, ?2, ?3) ON CONFLICT (scale, step) DO UPDATE SET text = excluded.text

-- name: forget_steps
DELETE FROM history WHERE scale = ?1 AND step < ?2

-- name: lane
SELECT text FROM outcome WHERE lane = ?1

-- name: set_lane
INSERT INTO outcome (lane, at, text) VALUES (?1, ?2, ?3) ON CONFLICT (lane) DO UPDATE SET at = excluded.at, text = excluded.text

-- Those that are too old, and those that are too many.
-- name: forget_lanes
DELETE FROM outcome WHERE at < ?1 OR at < (SELECT at FROM outcome ORDER BY at DESC LIMIT 1 OFFSET ?2)
