-- Messages of the last days by the id that their senders gave them. `day` comes first: what is found
-- is at most two days old, and what is older lies together.
CREATE TABLE sends (
  day INTEGER NOT NULL,
  box INTEGER NOT NULL,
  sender INTEGER NOT NULL,
  token TEXT NOT NULL,
  message_id TEXT NOT NULL,
  timestamp INTEGER NOT NULL,
  PRIMARY KEY (day, box, sender, token)
) STRICT, WITHOUT ROWID;
