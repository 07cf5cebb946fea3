import "server-only";
import { type Kysely, type Migration, sql } from "kysely";

const statement = `CREATE TABLE watched_clients (
  operator_id TEXT NOT NULL REFERENCES operators (id) ON DELETE CASCADE,
  app_id TEXT NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
  client_id TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', added_at INTEGER NOT NULL,
  PRIMARY KEY (operator_id, app_id, client_id)) WITHOUT ROWID`;

export const watchList: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(statement).execute(db);
  },
};
