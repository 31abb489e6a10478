-- What stands where. Counts of what may be a million are looked up, or go through the smallest index there is.

-- The list has no gaps.
-- name: pending
SELECT (SELECT max(seq) FROM list) - (SELECT min(seq) FROM list) + 1

-- All unfinished jobs: on the list, behind the heads of lanes, and the heads.
-- name: unfinished
SELECT ifnull((SELECT max(seq) FROM list) - (SELECT min(seq) FROM list) + 1, 0) + (SELECT count(*) FROM waiting)
  + (SELECT count(*) FROM lane WHERE worker IS NOT NULL) + (SELECT count(*) FROM lane WHERE ready IS NOT NULL)
  + (SELECT count(job) FROM lane WHERE stopped IS NOT NULL)
  + (SELECT count(job) FROM lane WHERE paused IS NOT NULL AND worker IS NULL AND stopped IS NULL)

-- name: first
SELECT job.payload, job.pushed FROM list JOIN job ON job.id = list.job ORDER BY list.seq LIMIT 1

-- name: waiting
SELECT count(*) FROM waiting

-- name: held
SELECT count(*) FROM lane WHERE worker IS NOT NULL

-- name: ready
SELECT count(*) FROM lane WHERE ready IS NOT NULL

-- name: ready_now
SELECT count(*) FROM lane WHERE ready <= ?1

-- A lane that was let go of stands at 0, before all others, and does not say since when.
-- name: ready_since
SELECT min(ready) FROM lane WHERE ready > 0 AND ready <= ?1

-- When the update was pushed that has waited longest in a lane: some of those that nobody runs, then some behind a head that runs or waits for
-- its next try.
-- name: pushed_of_ready
SELECT min(job.pushed) FROM (SELECT job FROM lane WHERE ready <= ?1 ORDER BY ready LIMIT ?2) AS some JOIN job ON job.id = some.job

-- name: pushed_behind_held
SELECT min(job.pushed) FROM (SELECT id, head FROM lane WHERE worker IS NOT NULL LIMIT ?1) AS some
JOIN waiting ON waiting.lane = some.id AND waiting.n = some.head + 1 JOIN job ON job.id = waiting.job

-- name: pushed_behind_later
SELECT min(job.pushed) FROM (SELECT id, head FROM lane WHERE ready > ?1 AND ready < 10000000000000000
  ORDER BY ready DESC LIMIT ?2) AS some
JOIN waiting ON waiting.lane = some.id AND waiting.n = some.head + 1 JOIN job ON job.id = waiting.job

-- name: stopped
SELECT count(*), count(job) FROM lane WHERE stopped IS NOT NULL

-- Paused lanes, and those of them that are not counted as held or stopped.
-- name: paused_lanes
SELECT count(*) FROM lane WHERE paused IS NOT NULL

-- name: paused_idle
SELECT count(*), count(job) FROM lane WHERE paused IS NOT NULL AND worker IS NULL AND stopped IS NULL

-- name: paused_bots
SELECT bot, since, ended,
  (SELECT count(*) FROM lane WHERE ready >= number * 10000000000000000 AND ready < (number + 1) * 10000000000000000)
FROM paused_bot ORDER BY bot

-- name: failed
SELECT count(*) FROM failed

-- name: failed_since
SELECT count(*) FROM failed WHERE failed_at >= ?1

-- name: paused
SELECT paused FROM queue

-- name: workers
SELECT name, until, lease, host, process, version, started, running, slots, finished, failed, rate,
  (SELECT count(*) FROM lane WHERE worker = worker.id)
FROM worker ORDER BY until

-- name: some_held
SELECT key, tail - head + 1 FROM lane WHERE worker IS NOT NULL LIMIT ?1

-- name: some_ready
SELECT key, tail - head + 1 FROM lane WHERE ready IS NOT NULL LIMIT ?1
