import "server-only";
import { type Kysely, type Migration, sql } from "kysely";

const statements = [
  `CREATE TABLE poller_positions (
    app_id TEXT PRIMARY KEY REFERENCES apps (id) ON DELETE CASCADE,
    place TEXT NOT NULL, position TEXT NOT NULL, looks INTEGER NOT NULL,
    newest INTEGER NOT NULL, known_from INTEGER NOT NULL, told_until INTEGER NOT NULL, saved_at INTEGER NOT NULL
  ) WITHOUT ROWID`,
  `CREATE TABLE poller_messages (
    app_id TEXT NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
    box TEXT NOT NULL, message_id TEXT NOT NULL, conversation_id TEXT NOT NULL, client_id TEXT,
    timestamp INTEGER NOT NULL, print TEXT NOT NULL,
    PRIMARY KEY (app_id, box, message_id)) WITHOUT ROWID`,
  "CREATE INDEX poller_messages_age ON poller_messages (app_id, timestamp)",
  `CREATE TABLE poller_looks (
    app_id TEXT NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
    look INTEGER NOT NULL, position TEXT NOT NULL, told_until INTEGER NOT NULL, events TEXT NOT NULL,
    PRIMARY KEY (app_id, look)) WITHOUT ROWID`,
];

/** How far each hosted app was looked through, so that live streams go on behind a restart. */
export const pollerPositions: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
