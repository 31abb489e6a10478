-- What is shown of one lane.

-- name: look
SELECT lane.head, lane.tail, lane.fence, lane.ready, lane.stopped, lane.lapses, lane.failures, lane.paused, lane.paused_at,
  worker.name, worker.until, worker.host, worker.process,
  (SELECT paused FROM queue), (SELECT count(*) FROM worker WHERE until > ?2), lane.worker IS NOT NULL,
  (SELECT who FROM cancelled WHERE cancelled.lane = lane.id AND cancelled.fence = lane.fence AND lane.worker IS NOT NULL),
  (SELECT since FROM paused_bot WHERE ended = 0 AND bot = substr(lane.key, 1, instr(lane.key || ':', ':') - 1))
FROM lane LEFT JOIN worker ON worker.id = lane.worker
WHERE lane.key = ?1 AND (lane.head <= lane.tail OR lane.stopped IS NOT NULL OR lane.paused IS NOT NULL)

-- name: ends
SELECT id, head, tail, job FROM lane WHERE key = ?1

-- name: job
SELECT payload FROM job WHERE id = ?1

-- name: behind
SELECT n, job FROM waiting WHERE lane = ?1 AND n >= ?2 ORDER BY n LIMIT ?3

-- name: paused
SELECT key, paused_at FROM lane WHERE paused IS NOT NULL LIMIT ?1

-- name: ready
SELECT key, ready, NULL FROM lane WHERE ready <= ?2 ORDER BY ready LIMIT ?1

-- name: waiting
SELECT key, ready, NULL FROM lane WHERE ready > ?2 AND ready < 10000000000000000 ORDER BY ready LIMIT ?1

-- name: held
SELECT key, NULL, NULL FROM lane WHERE worker IS NOT NULL AND ?2 LIMIT ?1

-- name: stopped
SELECT key, NULL, stopped FROM lane WHERE stopped IS NOT NULL AND ?2 LIMIT ?1
