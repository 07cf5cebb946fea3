import type BetterSqlite3 from "better-sqlite3";

// In a way that the console's bundler does not follow: it would ask for both packages, of which only one need be there.
const { createRequire } = process.getBuiltinModule("node:module");
const load = createRequire(import.meta.url);
/** The one that better-sqlite3 from 13 on is built for. */
const nodeApi = 10;

/**
 * SQLite for the Node that runs: better-sqlite3 13 ends a Node without Node-API 10 (all of 20) when a database is
 * opened, 12 ends Node 24.19 and later when a statement is collected.
 */
export const Database: typeof BetterSqlite3 =
  Number(process.versions.napi) >= nodeApi ? load("better-sqlite3-13") : load("better-sqlite3");
export type { Database as Db, Statement } from "better-sqlite3";
