-- The tables of a queue. Version n of the schema is what the statements of 1 to n make; the file says which it has (user_version).
-- Times are µs of the queue's own clock (QueueClock), unless their comment says otherwise.

-- name: 1
-- One row: what all processes on this file share.
CREATE TABLE queue (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  -- The fencing token that was handed out last.
  fence INTEGER NOT NULL DEFAULT 0,
  paused INTEGER NOT NULL DEFAULT 0,
  -- How often an operator has asked the workers to start anew.
  restarts INTEGER NOT NULL DEFAULT 0,
  -- The start of the machine for which clock_offset holds, what to add to its monotonic clock, and a moment that has been.
  machine_start TEXT NOT NULL,
  clock_offset INTEGER NOT NULL,
  noted INTEGER NOT NULL
) STRICT;

-- Unfinished jobs: the entry, byte for byte.
CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  pushed INTEGER NOT NULL,
  payload BLOB NOT NULL
) STRICT;

-- The list: the jobs that are not sorted into lanes yet, in order, without a gap between their numbers.
CREATE TABLE list (
  seq INTEGER PRIMARY KEY,
  job INTEGER NOT NULL
) STRICT;

-- A lane that has jobs is in one of three states: held (worker, fence), ready (since, or when, it may be granted) or stopped (for a
-- failed job). Its jobs have the numbers head to tail; the head stands here, the others in waiting. A lane without jobs stays for a
-- while: most chats come again.
CREATE TABLE lane (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  fence INTEGER NOT NULL DEFAULT 0,
  worker INTEGER,
  ready INTEGER,
  stopped TEXT,
  head INTEGER NOT NULL DEFAULT 1,
  tail INTEGER NOT NULL DEFAULT 0,
  job INTEGER,
  -- Of the head: how often a worker died of it, and how many tries failed.
  lapses INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX lane_by_worker ON lane (worker) WHERE worker IS NOT NULL;
CREATE INDEX lane_by_ready ON lane (ready) WHERE ready IS NOT NULL;
CREATE INDEX lane_by_stopped ON lane (stopped) WHERE stopped IS NOT NULL;

CREATE TABLE waiting (
  lane INTEGER NOT NULL,
  n INTEGER NOT NULL,
  job INTEGER NOT NULL,
  PRIMARY KEY (lane, n)
) STRICT, WITHOUT ROWID;

-- Which updates were sorted before: a bit each, 64 in a row.
CREATE TABLE seen (
  bot TEXT NOT NULL,
  scope TEXT NOT NULL,
  block INTEGER NOT NULL,
  bits INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (bot, scope, block)
) STRICT, WITHOUT ROWID;

-- The workers, and what they say about themselves. Their numbers are never used again.
CREATE TABLE worker (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  -- The end of its lease.
  until INTEGER NOT NULL,
  lease INTEGER NOT NULL,
  host TEXT NOT NULL,
  process INTEGER NOT NULL,
  version TEXT NOT NULL,
  -- Unix milliseconds.
  started INTEGER NOT NULL,
  running INTEGER,
  slots INTEGER,
  finished INTEGER,
  failed INTEGER,
  rate REAL
) STRICT;

CREATE TABLE failed (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- Unix microseconds.
  failed_at INTEGER NOT NULL,
  lane TEXT NOT NULL,
  bot TEXT NOT NULL,
  update_id INTEGER,
  attempts INTEGER NOT NULL,
  error TEXT NOT NULL,
  worker TEXT NOT NULL,
  payload BLOB NOT NULL
) STRICT;
CREATE INDEX failed_by_time ON failed (failed_at);

-- What is remembered for lanes, and until when.
CREATE TABLE memory (
  lane TEXT NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (lane, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE memory_until (
  lane TEXT PRIMARY KEY,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mark (
  lane TEXT NOT NULL,
  mark TEXT NOT NULL,
  taker TEXT NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (lane, mark)
) STRICT, WITHOUT ROWID;

CREATE TABLE quiet (
  topic TEXT PRIMARY KEY,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- name: 2
-- Who may ask Telegram for a bot's updates: the bot by the id in its token.
CREATE TABLE poll (
  bot TEXT PRIMARY KEY,
  -- Empty when the right was given back.
  holder TEXT NOT NULL,
  fence INTEGER NOT NULL,
  -- The end of the right.
  until INTEGER NOT NULL,
  -- The number of the last batch under the token.
  batches INTEGER NOT NULL DEFAULT 0,
  -- The last update that anybody pushed, and when that was.
  last INTEGER,
  pushed INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- name: 3
-- A lane that an operator has paused is not granted and not ready: paused is when its head may run once the pause ends.
ALTER TABLE lane ADD COLUMN paused INTEGER;
-- Unix milliseconds.
ALTER TABLE lane ADD COLUMN paused_at INTEGER;
CREATE INDEX lane_by_paused ON lane (paused) WHERE paused IS NOT NULL;

-- Whatever would make it ready says when its head may run after the pause.
CREATE TRIGGER lane_paused AFTER UPDATE OF ready ON lane WHEN NEW.paused IS NOT NULL AND NEW.ready IS NOT NULL BEGIN
  UPDATE lane SET paused = max(NEW.paused, NEW.ready), ready = NULL WHERE id = NEW.id;
END;

-- Types, messages and stack of the exception that ended a failed job's last try.
ALTER TABLE failed ADD COLUMN detail TEXT;

-- name: 4
-- Timers that are pending: the lane, a slash and the name; how late it may be and when again, empty where it says nothing; the entry it becomes.
CREATE TABLE timer (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  due INTEGER NOT NULL,
  rule TEXT NOT NULL,
  entry BLOB NOT NULL
) STRICT;
CREATE INDEX timer_by_due ON timer (due, key);

-- name: 5
-- What is known of the sends of a bot ("bot"), and of those to a chat ("bot chat"), as TgWorker.Core.Sending writes it.
CREATE TABLE outgoing (
  key TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  -- From when on there is nothing left to know.
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX outgoing_by_until ON outgoing (until);

-- name: 6
-- Broadcasts: what is sent and when; created, changed and pace_since are unix milliseconds. The state is a BroadcastState's name.
CREATE TABLE broadcast (
  id TEXT PRIMARY KEY,
  plan BLOB NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  total INTEGER NOT NULL DEFAULT 0,
  cursor INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  pace_since INTEGER NOT NULL DEFAULT 0,
  pace_cursor INTEGER NOT NULL DEFAULT 0,
  pace_rate REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX broadcast_by_created ON broadcast (created);
CREATE INDEX broadcast_sending ON broadcast (state) WHERE state = 'Sending';

-- Its audience, a row for a page; gone when everybody on it has a message in their lane.
CREATE TABLE broadcast_page (
  broadcast TEXT NOT NULL,
  page INTEGER NOT NULL,
  recipients BLOB NOT NULL,
  PRIMARY KEY (broadcast, page)
) STRICT;

-- Its messages that are in lanes.
CREATE TABLE broadcast_in_lane (
  broadcast TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (broadcast, n)
) STRICT, WITHOUT ROWID;

-- Whom it did not reach.
CREATE TABLE broadcast_miss (
  broadcast TEXT NOT NULL,
  n INTEGER NOT NULL,
  text BLOB NOT NULL,
  PRIMARY KEY (broadcast, n)
) STRICT, WITHOUT ROWID;

-- name: 7
-- What workers did in a minute (scale 0), an hour (1) or ten minutes (2), by the step's number; 10 more is what came in and went out.
CREATE TABLE history (
  scale INTEGER NOT NULL,
  step INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (scale, step)
) STRICT, WITHOUT ROWID;

-- The last tries of the lanes that were busy last; at: unix milliseconds.
CREATE TABLE outcome (
  lane TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX outcome_by_time ON outcome (at);

-- Who did what to the queue, a line each.
CREATE TABLE audit (
  n INTEGER PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;

-- name: 8
-- What all workers must agree on, for the chats to stay in order.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- name: 9
-- Which blocks of updates are given up first when there are too many: those in which few were seen, as of ids by chance, then the oldest.
ALTER TABLE seen ADD COLUMN worth INTEGER NOT NULL DEFAULT 0;
UPDATE seen SET worth = until;
CREATE INDEX seen_by_worth ON seen (worth);
-- How many there are.
CREATE TABLE seen_count (n INTEGER NOT NULL) STRICT;
INSERT INTO seen_count (n) SELECT count(*) FROM seen;
CREATE TRIGGER seen_more AFTER INSERT ON seen BEGIN
  UPDATE seen_count SET n = n + 1;
END;
CREATE TRIGGER seen_less AFTER DELETE ON seen BEGIN
  UPDATE seen_count SET n = n - 1;
END;

-- The job that has the bytes of a failed job which was given up unread.
ALTER TABLE failed ADD COLUMN unread INTEGER;

-- name: 10
-- Deliveries that an operator cancelled, until they have ended; at most one of a lane.
CREATE TABLE cancelled (
  lane INTEGER PRIMARY KEY,
  fence INTEGER NOT NULL,
  who TEXT NOT NULL
) STRICT;

-- name: 11
-- The pauses of bots, by the bot as lanes carry it. Lanes whose turn comes meanwhile are set aside: their ready is the number of the pause
-- times 10000000000000000 behind the moment, where no claim looks. A pause that has ended stays until all of them are back.
CREATE TABLE paused_bot (
  bot TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  -- Unix milliseconds.
  since INTEGER NOT NULL,
  ended INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
