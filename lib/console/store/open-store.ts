import "server-only";
import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, Migrator, SqliteDialect } from "kysely";
import { Database, type Db } from "@/lib/sqlite/driver";
import { firstTables } from "./migrations/0001-first-tables";
import { watchList } from "./migrations/0002-watch-list";
import { pollerPositions } from "./migrations/0003-poller-positions";
import { secondFactors } from "./migrations/0004-second-factors";
import { jobsDoing } from "./migrations/0005-jobs-doing";
import { StoreError } from "./store-error";
import type { ConsoleTables } from "./tables";

export type ConsoleDb = Kysely<ConsoleTables>;
export type ConsoleStore = { db: ConsoleDb; file: string; close(): Promise<void> };

/** In order; a number is never used again. */
const migrations = {
  "0001-first-tables": firstTables,
  "0002-watch-list": watchList,
  "0003-poller-positions": pollerPositions,
  "0004-second-factors": secondFactors,
  "0005-jobs-doing": jobsDoing,
};

/**
 * Opens the console's database (created 0600 when new) and applies its migrations.
 * Throws StoreError when it is damaged, or of a newer version of Parley.
 */
export async function openConsoleStore(file: string): Promise<ConsoleStore> {
  const db = new Kysely<ConsoleTables>({ dialect: new SqliteDialect({ database: openFile(file) }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  try {
    await refuseNewer(db, file);
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { db, file, close: () => db.destroy() };
}

function openFile(file: string): Db {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
  const sqlite = new Database(file);
  try {
    sqlite.pragma("journal_mode = WAL");
  } catch (error) {
    sqlite.close();
    const code = error instanceof Database.SqliteError ? error.code : "unknown";
    throw new StoreError(`${file} cannot be used (${code}). Restore it from a backup.`);
  }
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma("busy_timeout = 5000");
  return sqlite;
}

async function refuseNewer(db: ConsoleDb, file: string): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === "kysely_migration")) return;
  const applied = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom("kysely_migration")
    .select("name")
    .execute();
  if (applied.every(({ name }) => Object.hasOwn(migrations, name))) return;
  throw new StoreError(
    `${file} was written by a newer version of Parley. Start that version, or restore a backup of before.`,
  );
}
