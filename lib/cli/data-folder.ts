import { accessSync, chmodSync, constants } from "node:fs";
import { resolve } from "node:path";
import { makeFolder } from "@/lib/im-server/make-folder";
import { CliError } from "./cli-error";

/** Makes the data folder, readable by its owner alone, and answers its absolute path. */
export function prepareDataFolder(dataDir: string): string {
  const folder = resolve(dataDir);
  try {
    makeFolder(folder);
    chmodSync(folder, 0o700);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new CliError(
      "folder_not_writable",
      `Cannot write to the data folder ${folder} (${errorCode(error)}). Give this user the right to write there, or set PARLEY_DATA_DIR to another folder.`,
    );
  }
  return folder;
}

/** The system's short name of a failure, such as EACCES. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
