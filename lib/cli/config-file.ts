import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CliError } from "./cli-error";
import { errorCode } from "./data-folder";

const configSchema = z.object({
  imAppId: z.string(),
  imAppKey: z.string(),
  imMasterKey: z.string(),
  secret: z.string(),
  /** The first admin's one-time password; erased once it has been changed. */
  oneTimePassword: z.string().nullable(),
  /** Whether the demo workspace was loaded or was not wanted. */
  demo: z.enum(["pending", "loaded", "skipped"]),
});
/** What Parley generates once and keeps in `config.json` of the data folder. */
export type Config = z.infer<typeof configSchema>;

/** Reads `config.json` of the data folder, or makes it with fresh random keys. */
export function loadConfig(folder: string): Config {
  const path = join(folder, "config.json");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return saveConfig(folder, generateConfig());
    throw new CliError("bad_config_file", `Cannot read ${path} (${errorCode(error)}).`);
  }
  const parsed = configSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new CliError(
    "bad_config_file",
    `${path} is damaged. Restore it from a backup; without it the kept master keys and sessions cannot be read.`,
  );
}

/** Writes `config.json` for its owner alone, in one step that a crash cannot leave half done. */
export function saveConfig(folder: string, config: Config): Config {
  const path = join(folder, "config.json");
  try {
    writeFileSync(`${path}.new`, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch (error) {
    throw new CliError(
      "folder_not_writable",
      `Cannot write ${path} (${errorCode(error)}). Give this user the right to write there, or set PARLEY_DATA_DIR to another folder.`,
    );
  }
  return config;
}

function generateConfig(): Config {
  return {
    imAppId: `parley${randomBytes(9).toString("hex")}`,
    imAppKey: randomBytes(18).toString("base64url"),
    imMasterKey: randomBytes(24).toString("base64url"),
    secret: randomBytes(32).toString("base64url"),
    oneTimePassword: null,
    demo: "pending",
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
