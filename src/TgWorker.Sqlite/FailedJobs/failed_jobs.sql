-- What is shown of failed jobs.

-- name: newest
SELECT n, id, failed_at, lane, bot, update_id, attempts, error, worker, payload, detail,
  (SELECT length(job.payload) FROM job WHERE job.id = failed.unread) FROM failed
WHERE (failed_at, n) < (?1, ?2) ORDER BY failed_at DESC, n DESC LIMIT ?3

-- name: find
SELECT n, id, failed_at, lane, bot, update_id, attempts, error, worker, payload, detail,
  (SELECT length(job.payload) FROM job WHERE job.id = failed.unread) FROM failed WHERE id = ?1

-- name: place
SELECT lane, failed_at, n, unread IS NOT NULL FROM failed WHERE id = ?1

-- name: unread
SELECT unread FROM failed WHERE id = ?1
