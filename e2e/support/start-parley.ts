import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import type { Running } from "./running";

/**
 * Starts Parley as a person does (`npm start`) in a fresh data folder on free ports,
 * and stops it after the last test.
 */
export default async function startParley(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "parley-e2e-"));
  const child = spawn("npm", ["start", "--silent"], {
    env: {
      ...process.env,
      PARLEY_DATA_DIR: join(folder, "data"),
      PARLEY_CONSOLE_PORT: "0",
      PARLEY_IM_PORT: "0",
      PARLEY_ADMIN_EMAIL: "ada@example.com",
    },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const found: Record<string, string> = {};
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((resolve, reject) => {
    void ended.then(() => reject(new Error("Parley ended before it was ready.")));
    lines.on("line", (coloured) => {
      const line = stripVTControlCharacters(coloured);
      if (process.env.PARLEY_E2E_LOGS) console.log(line);
      const [, name, value] = /^ {2}(Parley is ready|IM server|One-time password): +(\S+)/.exec(line) ?? [];
      if (name && value) found[name] = value;
      if (line.includes("Ctrl-C stops.")) resolve();
    });
  });
  const config: { imAppId: string; imMasterKey: string } = JSON.parse(
    readFileSync(join(folder, "data", "config.json"), "utf8"),
  );
  const running: Running = {
    url: found["Parley is ready"] ?? "",
    imUrl: found["IM server"] ?? "",
    oneTimePassword: found["One-time password"] ?? "",
    appId: config.imAppId,
    masterKey: config.imMasterKey,
    folder,
  };
  process.env.PARLEY_E2E = JSON.stringify(running);
  return async () => {
    if (child.pid) process.kill(-child.pid, "SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}
