-- What a client has read, by when: for its devices that were away.
CREATE INDEX mark_moves_read ON mark_moves (client, at) WHERE mark = 2;
