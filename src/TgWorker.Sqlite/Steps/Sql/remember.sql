-- What is remembered for lanes, and the times in which one of all workers speaks. A lapsed lease is no obstacle until somebody takes the
-- lane over: who does reads what was written.

-- name: latest
SELECT 1 FROM lane WHERE id = ?1 AND fence = ?2

-- name: until
SELECT until FROM memory_until WHERE lane = ?1

-- name: forget_all
DELETE FROM memory WHERE lane = ?1

-- No sooner than an earlier change asked for: state is kept for days, what an album needs for hours.
-- name: keep_until
INSERT INTO memory_until (lane, until) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET until = max(until, excluded.until)

-- name: remember
INSERT INTO memory (lane, name, text) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET text = excluded.text

-- name: forget
DELETE FROM memory WHERE lane = ?1 AND name = ?2

-- name: taker
SELECT taker FROM mark WHERE lane = ?1 AND mark = ?2 AND until > ?3

-- name: take
INSERT INTO mark (lane, mark, taker, until) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET taker = excluded.taker, until = excluded.until

-- name: give_back
DELETE FROM mark WHERE lane = ?1 AND mark = ?2

-- name: begin_quiet
INSERT INTO quiet (topic, until) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET until = excluded.until WHERE until <= ?3

-- name: end_quiet
DELETE FROM quiet WHERE topic = ?1
