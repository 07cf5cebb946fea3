import { createRequire } from "node:module";
import type BetterSqlite3 from "better-sqlite3";

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
