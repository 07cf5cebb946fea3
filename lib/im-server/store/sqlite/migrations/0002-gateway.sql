-- How far a member has received, in message timestamps; `read_at` stands beside it.
ALTER TABLE members ADD COLUMN delivered_at INTEGER NOT NULL DEFAULT 0;

CREATE INDEX messages_patched ON messages (patch_timestamp) WHERE patch_timestamp IS NOT NULL;

-- Messages whose sender asked to hear of delivery.
CREATE TABLE receipts (
  box INTEGER NOT NULL,
  timestamp INTEGER NOT NULL,
  PRIMARY KEY (box, timestamp)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE client_states (
  client INTEGER PRIMARY KEY,
  -- Tokens and signatures from before are invalid.
  kicked_at INTEGER,
  -- Broadcasts up to here have been delivered; null before the first login.
  broadcasts_at INTEGER
) STRICT;

CREATE TABLE notifications (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client INTEGER NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX notifications_client ON notifications (client, at);
