import { accessSync, constants } from "node:fs";
import { join, resolve } from "node:path";
import type { ImServerConfig } from "./config";
import { makeFolder } from "./make-folder";
import { StartError } from "./start-error";
import { StoreError, type StoreErrorCode } from "./store/errors";
import type { Store } from "./store/interface";
import { openSqliteStore } from "./store/sqlite/open";

const DAY = 86_400_000;

/**
 * Opens the store in a folder, which is made for the owner alone when it is not there.
 * @throws StartError when the folder cannot be written or the database cannot be used
 */
export async function openStore({
  dataDir,
  historyDays,
}: Pick<ImServerConfig, "dataDir" | "historyDays">): Promise<Store> {
  try {
    makeFolder(resolve(dataDir));
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new StartError(`Cannot write to the data folder ${dataDir} (${code}). Change PARLEY_DATA_DIR.`);
  }
  try {
    const historyAge = historyDays === undefined ? undefined : historyDays * DAY;
    return await openSqliteStore({ file: join(dataDir, "im.sqlite"), historyAge });
  } catch (error) {
    throw error instanceof StoreError ? describeStoreError(error, join(dataDir, "im.sqlite")) : error;
  }
}

const advice: Partial<Record<StoreErrorCode, string>> = {
  "broken-database": "Restore it from a backup, or set PARLEY_DATA_DIR to another folder.",
  unavailable:
    "Give this user the right to use it and room on its disk, or set PARLEY_DATA_DIR to another folder.",
};

function describeStoreError({ code, message }: StoreError, file: string): StartError {
  return new StartError(
    [`Cannot use ${file}: ${message.replace(/\.$/, "")}.`, advice[code] ?? []].flat().join(" "),
  );
}
