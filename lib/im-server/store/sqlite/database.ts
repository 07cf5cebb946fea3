import { Database, type Db } from "@/lib/sqlite/driver";

export type { Db, Statement } from "@/lib/sqlite/driver";

/**
 * Opens the database file with the settings that every connection needs.
 * `synchronous = FULL` makes each commit survive a power loss; checkpoints are left to
 * the writer's own schedule, away from commits.
 */
export function openDatabase(file: string, mode: "write" | "read"): Db {
  const db = new Database(file, { readonly: mode === "read", timeout: 10_000 });
  if (mode === "write") {
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.pragma("wal_autocheckpoint = 0");
    db.pragma("journal_size_limit = 16777216");
  }
  db.pragma("foreign_keys = OFF");
  db.pragma("temp_store = MEMORY");
  db.pragma(`cache_size = ${mode === "write" ? -32_768 : -16_384}`);
  return db;
}
