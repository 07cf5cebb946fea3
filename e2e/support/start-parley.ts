import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startParleyProcess } from "./parley-process";
import type { Running } from "./running";

/**
 * Starts Parley as a person does in a fresh data folder on free ports, and stops it after the last test.
 * PARLEY_E2E names one that runs already, for working on journeys (`npm run e2e -- --no-deps search`).
 */
export default async function startParley(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.PARLEY_E2E) return;
  const folder = mkdtempSync(join(tmpdir(), "parley-e2e-"));
  const parley = await startParleyProcess({
    PARLEY_DATA_DIR: join(folder, "data"),
    PARLEY_ADMIN_EMAIL: "ada@example.com",
  });
  const config: { imAppId: string; imAppKey: string; imMasterKey: string } = JSON.parse(
    readFileSync(join(folder, "data", "config.json"), "utf8"),
  );
  const running: Running = {
    url: parley.told["Parley is ready"] ?? "",
    imUrl: parley.told["IM server"] ?? "",
    oneTimePassword: parley.told["One-time password"] ?? "",
    appId: config.imAppId,
    appKey: config.imAppKey,
    masterKey: config.imMasterKey,
    folder,
  };
  process.env.PARLEY_E2E = JSON.stringify(running);
  return async () => {
    parley.signal("SIGTERM");
    await parley.ended;
    rmSync(folder, { recursive: true, force: true });
  };
}
