-- The chat room a client was last in, and when it dropped out; null while it is there.
ALTER TABLE client_states ADD COLUMN room TEXT;
ALTER TABLE client_states ADD COLUMN room_left_at INTEGER;
