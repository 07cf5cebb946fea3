-- What has changed, in the order of the commits, for those who follow along. Kept for a day and a little.
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  -- Numbers of change-log.ts.
  type INTEGER NOT NULL,
  conversation INTEGER,
  client INTEGER,
  -- A message's row, or how far a client has read.
  value INTEGER,
  detail TEXT
) STRICT;

-- Tells the positions of this log from those of another database's.
INSERT INTO settings (name, value) VALUES ('changes-epoch', lower(hex(randomblob(6))));
