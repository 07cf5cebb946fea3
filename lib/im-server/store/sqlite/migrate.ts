import { readdirSync, readFileSync } from "node:fs";
import { StoreError } from "../errors";
import type { Db } from "./database";

type Migration = { version: number; name: string; sql: string };

const folder = new URL("./migrations/", import.meta.url);

/** Reads the numbered migrations, which must count up from 1 without a gap. */
function readMigrations(): Migration[] {
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .sort();
  return files.map((name, index) => {
    const version = Number(name.slice(0, 4));
    if (version !== index + 1) throw new StoreError("broken-database", `Migration ${name} is out of order`);
    return { version, name, sql: readFileSync(new URL(name, folder), "utf8") };
  });
}

/**
 * Brings the database to the newest schema, each step in its own transaction.
 * @throws StoreError newer-database when a newer version of the program wrote it.
 */
export function migrate(db: Db, now = Date.now()): void {
  const migrations = readMigrations();
  db.exec(
    "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT",
  );
  const current = Number(db.prepare("SELECT coalesce(max(version), 0) FROM schema_version").pluck().get());
  if (current > migrations.length) {
    throw new StoreError(
      "newer-database",
      `The database has schema version ${current}; this program knows ${migrations.length}. Start a newer version of the program.`,
    );
  }
  const record = db.prepare("INSERT INTO schema_version (version, name, applied_at) VALUES (?, ?, ?)");
  for (const { version, name, sql } of migrations.slice(current)) {
    db.transaction(() => {
      db.exec(sql);
      record.run(version, name, now);
    }).immediate();
  }
}
