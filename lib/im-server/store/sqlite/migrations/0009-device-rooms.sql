-- The chat room a device of a client was last in, and when it dropped out; null while it is there.
CREATE TABLE client_rooms (
  client INTEGER NOT NULL,
  device TEXT NOT NULL,
  room TEXT NOT NULL,
  left_at INTEGER,
  PRIMARY KEY (client, device)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_rooms_left ON client_rooms (left_at);
ALTER TABLE client_states DROP COLUMN room;
ALTER TABLE client_states DROP COLUMN room_left_at;
