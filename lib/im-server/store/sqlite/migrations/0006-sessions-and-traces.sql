-- The newest logins of each client. Sessions are numbered anew whenever the server starts, so `run`,
-- the time of that start, is part of a session's name.
CREATE TABLE logins (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client INTEGER NOT NULL,
  run INTEGER NOT NULL,
  session INTEGER NOT NULL,
  at INTEGER NOT NULL,
  ended_at INTEGER,
  cause TEXT,
  tag TEXT,
  device_id TEXT,
  protocol TEXT NOT NULL,
  user_agent TEXT,
  address TEXT
) STRICT;
CREATE UNIQUE INDEX logins_session ON logins (run, session);
CREATE INDEX logins_client ON logins (client, at);
CREATE INDEX logins_open ON logins (id) WHERE ended_at IS NULL;

-- When the last session of a client ended: kept when its logins are not.
ALTER TABLE client_states ADD COLUMN seen_at INTEGER;

-- Whom a conversation had when messages were sent there: many messages share one list.
CREATE TABLE audiences (
  run INTEGER NOT NULL,
  number INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX audiences_used ON audiences (used_at);

-- What became of a message when it was sent; `client` names a service conversation's history with one user.
CREATE TABLE traces (
  timestamp INTEGER NOT NULL,
  message_id TEXT NOT NULL,
  client TEXT NOT NULL,
  run INTEGER NOT NULL,
  audience INTEGER,
  body TEXT NOT NULL,
  PRIMARY KEY (timestamp, message_id, client)
) STRICT, WITHOUT ROWID;

-- When a client's markers moved: 1 received, 2 read; `up_to` is a message's timestamp.
CREATE TABLE mark_moves (
  id INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL,
  client INTEGER NOT NULL,
  mark INTEGER NOT NULL,
  up_to INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX mark_moves_place ON mark_moves (conversation, client, mark, up_to);
