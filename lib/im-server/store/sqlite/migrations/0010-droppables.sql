-- What happened in conversations, for members who were away; `body` is null for what is too large to keep.
CREATE TABLE droppables (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation INTEGER NOT NULL,
  at INTEGER NOT NULL,
  -- The time of the change itself, as the conversation's row has it.
  changed_at INTEGER NOT NULL,
  body TEXT
) STRICT;
CREATE INDEX droppables_conversation ON droppables (conversation, at);

-- Of what happened before, nothing is known.
INSERT INTO settings (name, value) VALUES ('droppables-since', CAST(unixepoch() * 1000 AS TEXT));
