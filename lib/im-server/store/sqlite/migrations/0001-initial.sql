-- Clients and conversations are interned: everything else refers to them by integer.
CREATE TABLE clients (
  id INTEGER PRIMARY KEY,
  client_id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE conversations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  object_id TEXT NOT NULL UNIQUE,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4),
  name TEXT,
  creator TEXT,
  is_unique INTEGER NOT NULL,
  -- Hash of the sorted member set at creation; null unless unique or temporary.
  unique_key TEXT UNIQUE,
  fields TEXT NOT NULL,
  acl TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  last_message_at INTEGER,
  member_count INTEGER NOT NULL DEFAULT 0,
  subscriber_count INTEGER NOT NULL DEFAULT 0
) STRICT;
-- `kind` stands in each order index, so that a deep page is walked without touching the rows.
CREATE INDEX conversations_last_message ON conversations (last_message_at, kind);
CREATE INDEX conversations_created ON conversations (created_at, kind);
CREATE INDEX conversations_updated ON conversations (updated_at, kind);
CREATE INDEX conversations_name ON conversations (name, kind);
CREATE INDEX conversations_kind_last_message ON conversations (kind, last_message_at);
CREATE INDEX conversations_kind_created ON conversations (kind, created_at);
CREATE INDEX conversations_kind_updated ON conversations (kind, updated_at);
CREATE INDEX conversations_creator ON conversations (creator);

CREATE TABLE members (
  conversation INTEGER NOT NULL,
  client INTEGER NOT NULL,
  -- Order of joining.
  position INTEGER NOT NULL,
  joined_at INTEGER NOT NULL,
  -- Copy of the conversation's, so that one index walk lists a client's conversations.
  last_message_at INTEGER,
  -- Messages up to here are read.
  read_at INTEGER NOT NULL,
  PRIMARY KEY (conversation, client)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_client ON members (client, last_message_at, conversation);

CREATE TABLE client_lists (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- 1 mutes, 2 silences, 3 blocks, 4 temporary silences, 5 refusals
  list INTEGER NOT NULL,
  conversation INTEGER NOT NULL,
  client INTEGER NOT NULL,
  until INTEGER,
  added_at INTEGER NOT NULL,
  UNIQUE (conversation, list, client)
) STRICT;
CREATE INDEX client_lists_client ON client_lists (client, list, id);

CREATE TABLE member_infos (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  object_id TEXT NOT NULL UNIQUE,
  conversation INTEGER NOT NULL,
  client INTEGER NOT NULL,
  role TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (conversation, client)
) STRICT;

CREATE TABLE subscriptions (
  conversation INTEGER NOT NULL,
  client INTEGER NOT NULL,
  timestamp INTEGER NOT NULL,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (conversation, client)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscriptions_client ON subscriptions (client, timestamp, conversation);

-- A box is one line of history: a conversation's own, or a service conversation's with one user.
CREATE TABLE boxes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation INTEGER NOT NULL,
  -- 0 for the shared history.
  client INTEGER NOT NULL,
  -- Public id of a user's history.
  history_id TEXT,
  -- Timestamps only grow, also when the newest message was deleted.
  newest_at INTEGER NOT NULL,
  -- Read marker of a user's history.
  read_at INTEGER NOT NULL DEFAULT 0,
  UNIQUE (conversation, client)
) STRICT;
CREATE UNIQUE INDEX boxes_history_id ON boxes (history_id) WHERE history_id IS NOT NULL;
CREATE INDEX boxes_client ON boxes (client) WHERE client <> 0;

-- `id` grows in the order of arrival and is never used again.
CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  box INTEGER NOT NULL,
  timestamp INTEGER NOT NULL,
  sender INTEGER NOT NULL,
  message_id TEXT NOT NULL,
  -- 1 binary, 2 recalled, 4 mentions all, 8 counts as unread
  flags INTEGER NOT NULL,
  data TEXT NOT NULL,
  patch_timestamp INTEGER,
  mentions TEXT,
  from_ip TEXT,
  ack_at INTEGER
) STRICT;
CREATE UNIQUE INDEX messages_box ON messages (box, timestamp);
CREATE INDEX messages_sender ON messages (sender, timestamp);
CREATE INDEX messages_timestamp ON messages (timestamp);

CREATE TABLE message_versions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  box INTEGER NOT NULL,
  timestamp INTEGER NOT NULL,
  message_id TEXT NOT NULL,
  data TEXT NOT NULL,
  binary INTEGER NOT NULL,
  at INTEGER NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('edit', 'recall', 'delete'))
) STRICT;
CREATE INDEX message_versions_message ON message_versions (box, timestamp);

-- Rowid is the message's time and part of its id, see search-index.ts. `body` holds words and pairs of unspaced characters, `parts` single
-- characters and beginnings of words, `scope` the conversation and the sender.
CREATE VIRTUAL TABLE message_search USING fts5(
  body, parts, scope,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);

CREATE TABLE broadcasts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id TEXT NOT NULL UNIQUE,
  conversation TEXT NOT NULL,
  sender TEXT NOT NULL,
  data TEXT NOT NULL,
  push_data TEXT,
  timestamp INTEGER NOT NULL,
  valid_till INTEGER NOT NULL,
  patch_timestamp INTEGER
) STRICT;
CREATE INDEX broadcasts_timestamp ON broadcasts (timestamp);
CREATE INDEX broadcasts_conversation ON broadcasts (conversation, timestamp);

CREATE TABLE objects (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  class_name TEXT NOT NULL,
  object_id TEXT NOT NULL,
  fields TEXT NOT NULL,
  acl TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (class_name, object_id)
) STRICT;
CREATE INDEX objects_created ON objects (class_name, created_at);
CREATE INDEX objects_updated ON objects (class_name, updated_at);

CREATE TABLE quotas (
  key TEXT PRIMARY KEY,
  used REAL NOT NULL,
  reset_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Conversations that are gone and whose history is still being cleared.
CREATE TABLE sweeps (conversation INTEGER PRIMARY KEY) STRICT;

-- Running totals, so that counting is cheap.
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO counters (name, value) VALUES
  ('kind-1', 0), ('kind-2', 0), ('kind-3', 0), ('kind-4', 0), ('clients', 0), ('messages', 0);

CREATE TRIGGER conversations_added AFTER INSERT ON conversations BEGIN
  UPDATE counters SET value = value + 1 WHERE name = 'kind-' || new.kind;
END;
CREATE TRIGGER conversations_removed AFTER DELETE ON conversations BEGIN
  UPDATE counters SET value = value - 1 WHERE name = 'kind-' || old.kind;
END;
CREATE TRIGGER clients_added AFTER INSERT ON clients BEGIN
  UPDATE counters SET value = value + 1 WHERE name = 'clients';
END;
CREATE TRIGGER messages_added AFTER INSERT ON messages BEGIN
  UPDATE counters SET value = value + 1 WHERE name = 'messages';
END;
CREATE TRIGGER messages_removed AFTER DELETE ON messages BEGIN
  UPDATE counters SET value = value - 1 WHERE name = 'messages';
END;
CREATE TRIGGER members_added AFTER INSERT ON members BEGIN
  UPDATE conversations SET member_count = member_count + 1 WHERE id = new.conversation;
END;
CREATE TRIGGER members_removed AFTER DELETE ON members BEGIN
  UPDATE conversations SET member_count = member_count - 1 WHERE id = old.conversation;
END;
CREATE TRIGGER subscriptions_added AFTER INSERT ON subscriptions BEGIN
  UPDATE conversations SET subscriber_count = subscriber_count + 1 WHERE id = new.conversation;
END;
CREATE TRIGGER subscriptions_removed AFTER DELETE ON subscriptions BEGIN
  UPDATE conversations SET subscriber_count = subscriber_count - 1 WHERE id = old.conversation;
END;
