import { accessSync, chmodSync, constants, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { makeFolder } from "@/lib/im-server/make-folder";
import { CliError } from "./cli-error";

/** Keys, databases and what lies beside them. */
const ourFile = /^(config\.json|(console|im)\.(sqlite|lock))/;
/** Where a volume begins. */
const systemName = "lost+found";

/**
 * Makes the data folder, readable by its owner alone, and answers its absolute path.
 * @throws CliError folder_not_writable; folder_not_ours, as nobody else could read what is there any more
 */
export function prepareDataFolder(dataDir: string): string {
  const folder = resolve(dataDir);
  try {
    makeFolder(folder);
    const names = readdirSync(folder).filter((name) => name !== systemName);
    if (names.length > 0 && !names.some((name) => ourFile.test(name))) throw notOurs(folder);
    chmodSync(folder, 0o700);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(
      "folder_not_writable",
      `Cannot write to the data folder ${folder} (${errorCode(error)}). Give this user the right to write there, or set PARLEY_DATA_DIR to another folder.`,
    );
  }
  return folder;
}

function notOurs(folder: string): CliError {
  return new CliError(
    "folder_not_ours",
    `${folder} holds other things and no data of Parley. Set PARLEY_DATA_DIR to an empty folder, or to one that is not there yet.`,
  );
}

/** The system's short name of a failure, such as EACCES. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
