import "server-only";
import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { Kysely, Migrator, SqliteDialect } from "kysely";
import { firstTables } from "./migrations/0001-first-tables";
import { watchList } from "./migrations/0002-watch-list";
import { pollerPositions } from "./migrations/0003-poller-positions";
import { secondFactors } from "./migrations/0004-second-factors";
import type { ConsoleTables } from "./tables";

export type ConsoleDb = Kysely<ConsoleTables>;
export type ConsoleStore = { db: ConsoleDb; file: string; close(): Promise<void> };

/** In order; a number is never used again. */
const migrations = {
  "0001-first-tables": firstTables,
  "0002-watch-list": watchList,
  "0003-poller-positions": pollerPositions,
  "0004-second-factors": secondFactors,
};

/** Opens the console's database (created 0600 when new) and applies its migrations. */
export async function openConsoleStore(file: string): Promise<ConsoleStore> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
  const sqlite = new Database(file);
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma("busy_timeout = 5000");
  const db = new Kysely<ConsoleTables>({ dialect: new SqliteDialect({ database: sqlite }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) {
    await db.destroy();
    throw error;
  }
  return { db, file, close: () => db.destroy() };
}
