import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder for the owner alone, and those above it that are not there. Node's own recursive way never ends where
 * a file system takes no folders and says that there is no such place, as `/proc` does.
 */
export function makeFolder(folder: string): void {
  const parent = dirname(folder);
  if (parent !== folder && !existsSync(parent)) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const isThere = existsSync(folder) && statSync(folder).isDirectory();
    if (!isThere) throw error;
  }
}
