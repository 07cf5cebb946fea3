import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { Database, type Db } from "@/lib/sqlite/driver";
import { CliError } from "./cli-error";
import { errorCode } from "./data-folder";

/** What only one process of a data folder may be. */
type FolderPart = "console" | "im";

// Let go with the process, however it ends; what is collected as garbage would be let go before.
const held: Db[] = [];

/**
 * Holds a part of the data folder for this process alone: a second console would take the first one's running
 * operations for lost ones, and a second IM server would number messages beside the first.
 */
export function lockFolder(folder: string, part: FolderPart): void {
  try {
    const file = join(folder, `${part}.lock`);
    closeSync(openSync(file, "a", 0o600));
    const lock = new Database(file, { timeout: 0 });
    held.push(lock);
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    const code = errorCode(error);
    if (code.startsWith("SQLITE_BUSY")) throw new CliError("folder_in_use", inUse(folder, part));
    throw new CliError(
      "folder_not_writable",
      `Cannot lock the data folder ${folder} (${code}). Give this user the right to write there and room on its disk, or set PARLEY_DATA_DIR to another folder.`,
    );
  }
}

function inUse(folder: string, part: FolderPart): string {
  const name = part === "console" ? "A console" : "An IM server";
  return `${name} already runs on the data folder ${folder}. Stop it first, or set PARLEY_DATA_DIR to another folder.`;
}
