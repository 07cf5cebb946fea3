import "server-only";
import { join } from "node:path";
import pino, { type Logger } from "pino";
import { type ConsoleEnv, readEnv } from "@/lib/config/env";
import { syncManagedApps } from "./apps/sync-managed-apps";
import { LiveHub, type LiveOptions } from "./live/live-hub";
import { createKeyring, type Keyring } from "./secrets/keyring";
import { type Lookups, openLookups } from "./store/lookups";
import { type ConsoleDb, openConsoleStore } from "./store/open-store";

/** What the console's verbs work with; built once for the process. */
export type ConsoleContext = {
  env: ConsoleEnv;
  db: ConsoleDb;
  lookups: Lookups;
  keyring: Keyring;
  log: Logger;
  timing: Timing;
  live: LiveHub;
  close(): Promise<void>;
};

/** How long an unknown outcome is looked into. */
type Timing = {
  /** Pauses before each look. */
  settlePausesMs: number[];
  /** After this the request cannot still be on its way: what is not there by then did not happen. */
  settleWindowMs: number;
};
const timing: Timing = {
  settlePausesMs: [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 60_000],
  settleWindowMs: 25_000,
};

/** Opens the store, applies migrations and brings the apps given by variables up to date. */
export async function createConsole(
  env: ConsoleEnv,
  log = createLog(),
  options: { live?: Partial<LiveOptions> } = {},
): Promise<ConsoleContext> {
  const store = await openConsoleStore(join(env.dataDir, "console.sqlite"));
  const { lookups, close: closeLookups } = openLookups(store.file);
  const parts = { env, db: store.db, lookups, keyring: createKeyring(env.secret), log, timing };
  await syncManagedApps(parts);
  const context: ConsoleContext = {
    ...parts,
    live: new LiveHub(parts, options.live),
    close: () => {
      context.live.close();
      closeLookups();
      return store.close();
    },
  };
  return context;
}

// Next bundles routes apart and reloads modules in development; the process still has one database.
const holder = globalThis as typeof globalThis & { __parleyContext?: Promise<ConsoleContext> };

/** The process's console. */
export function getConsole(): Promise<ConsoleContext> {
  holder.__parleyContext ??= createConsole(readEnv(process.env)).catch((error: unknown) => {
    holder.__parleyContext = undefined;
    throw error;
  });
  return holder.__parleyContext;
}

/** Puts another console in its place (null: none); answers nothing, closes nothing. */
export function setConsole(context: ConsoleContext | null): void {
  holder.__parleyContext = context ? Promise.resolve(context) : undefined;
}

/** JSON lines on stdout; anything that could hold a secret is taken out by its name. */
export function createLog(destination?: pino.DestinationStream): Logger {
  const names = ["password", "appKey", "masterKey", "secret", "token", "authorization", "cookie"];
  const options: pino.LoggerOptions = {
    level: process.env.PARLEY_LOG_LEVEL ?? "info",
    base: { name: "console" },
    redact: { paths: names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[hidden]" },
  };
  // Written behind the calls, many lines at a time; what is left is written when the process ends.
  const behind = { dest: 1, sync: false, minLength: 8192, periodicFlush: 100 };
  return pino(options, destination ?? pino.destination(behind));
}
