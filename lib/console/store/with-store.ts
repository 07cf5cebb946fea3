import "server-only";
import { join } from "node:path";
import { EnvError } from "@/lib/config/env";
import { parseSettings } from "@/lib/config/settings";
import { type ConsoleDb, openConsoleStore } from "./open-store";

/**
 * For commands: does `work` on the console's database alone. Nothing else of the console is started,
 * so that one that runs beside is not touched.
 */
export async function withStore<T>(work: (db: ConsoleDb) => Promise<T>): Promise<T> {
  const parsed = parseSettings(process.env);
  if (!parsed.ok) throw new EnvError(parsed.problems.join("\n"));
  const store = await openConsoleStore(join(parsed.settings.dataDir, "console.sqlite"));
  try {
    return await work(store.db);
  } finally {
    await store.close();
  }
}
