import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "./start-error";
import { StoreError } from "./store/errors";
import type { Store } from "./store/interface";
import { openSqliteStore } from "./store/sqlite/open";

/**
 * Opens the store in a folder, which is made for the owner alone when it is not there.
 * @throws StartError when the folder cannot be written or the database cannot be used
 */
export async function openStore(dataDir: string): Promise<Store> {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new StartError(`Cannot write to the data folder ${dataDir} (${code}). Change PARLEY_DATA_DIR.`);
  }
  try {
    return await openSqliteStore({ file: join(dataDir, "im.sqlite") });
  } catch (error) {
    if (error instanceof StoreError) throw new StartError(`${error.message} (${join(dataDir, "im.sqlite")})`);
    throw error;
  }
}
