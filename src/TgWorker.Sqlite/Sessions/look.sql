-- What sessions look at.

-- name: next_turn
SELECT EXISTS (SELECT 1 FROM list), (SELECT min(ready) FROM lane WHERE ready IS NOT NULL), (SELECT until FROM worker WHERE id = ?1),
  (SELECT min(due) FROM timer)

-- name: recall
SELECT text FROM memory WHERE lane = ?1 AND name = ?2 AND EXISTS (SELECT 1 FROM memory_until WHERE lane = ?1 AND until > ?3)

-- name: recall_all
SELECT name, text FROM memory WHERE lane = ?1 AND EXISTS (SELECT 1 FROM memory_until WHERE lane = ?1 AND until > ?2)
-- name: behind
SELECT job.payload FROM lane JOIN waiting ON waiting.lane = lane.id JOIN job ON job.id = waiting.job
WHERE lane.id = ?1 AND lane.fence = ?2 ORDER BY waiting.n LIMIT ?3

-- Another number when anybody else has committed something.
-- name: version
PRAGMA data_version

-- name: timers
SELECT key, due, rule FROM timer WHERE (due, key) > (?1, ?2) ORDER BY due, key LIMIT ?3

-- name: history
SELECT text FROM history WHERE scale = ?1 AND step = ?2

-- name: outgoing
SELECT state FROM outgoing WHERE key = ?1

-- What is known longest of the sends of bots and to chats.
-- name: outgoing_last
SELECT key, state FROM outgoing WHERE until > ?1 ORDER BY until DESC LIMIT ?2

-- name: outcomes
SELECT text FROM outcome WHERE lane = ?1

-- name: audit
SELECT text FROM audit ORDER BY n DESC LIMIT ?1

-- name: polls
SELECT bot, holder, until, last, pushed FROM poll ORDER BY bot LIMIT ?1

-- The entries that are sorted next; of one that is too large nothing.
-- name: entries
SELECT list.job, job.pushed, CASE WHEN length(job.payload) <= ?2 THEN job.payload END
FROM list JOIN job ON job.id = list.job ORDER BY list.seq LIMIT ?1
