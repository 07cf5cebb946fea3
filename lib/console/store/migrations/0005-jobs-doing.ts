import "server-only";
import { type Kysely, type Migration, sql } from "kysely";

export const jobsDoing: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw("ALTER TABLE jobs ADD COLUMN doing TEXT NOT NULL DEFAULT '[]'").execute(db);
  },
};
