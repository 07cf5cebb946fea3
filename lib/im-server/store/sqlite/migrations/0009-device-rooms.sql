-- The chat room a device of a client was last in, and when it dropped out; null while it is there.
CREATE TABLE client_rooms (
  client INTEGER NOT NULL,
  device TEXT NOT NULL,
  room TEXT NOT NULL,
  left_at INTEGER,
  PRIMARY KEY (client, device)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_rooms_left ON client_rooms (left_at);
INSERT INTO client_rooms (client, device, room, left_at)
  SELECT client,
         coalesce((SELECT device_id FROM logins WHERE client = s.client ORDER BY at DESC, id DESC LIMIT 1), ''),
         room, room_left_at
  FROM client_states AS s WHERE room IS NOT NULL;
ALTER TABLE client_states DROP COLUMN room;
ALTER TABLE client_states DROP COLUMN room_left_at;
