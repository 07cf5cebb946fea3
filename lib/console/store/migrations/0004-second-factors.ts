import "server-only";
import { type Kysely, type Migration, sql } from "kysely";

const statements = [
  `CREATE TABLE second_factors (
    operator_id TEXT PRIMARY KEY REFERENCES operators (id) ON DELETE CASCADE,
    secret_sealed TEXT NOT NULL, started_at INTEGER NOT NULL, enabled_at INTEGER,
    last_step INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID`,
  `CREATE TABLE recovery_codes (
    operator_id TEXT NOT NULL REFERENCES second_factors (operator_id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL, PRIMARY KEY (operator_id, code_hash)) WITHOUT ROWID`,
];

export const secondFactors: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
