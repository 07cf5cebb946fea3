import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { buildConsole } from "./build-console";
import { findChromium } from "./find-chromium";

const unitSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});
const journeysSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** `npm run e2e [-- Playwright's arguments]`: the browser journeys against a production build. */
export async function runJourneys(args: string[]): Promise<void> {
  const chromium = await findChromium();
  await buildConsole();
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/@playwright/test/cli.js", "test", "--config", "e2e/playwright.config.ts", ...args],
    { stdio: "inherit", env: { ...process.env, CHROME_PATH: chromium } },
  );
  printTotals();
  process.exitCode = status ?? 1;
}

/** One line over unit tests and journeys, in the plain form that any reader of a log understands. */
function printTotals(): void {
  const unit = readReport("test-results/unit.json", unitSchema);
  const journeys = readReport("test-results/journeys.json", journeysSchema)?.stats;
  const passed = (unit?.numPassedTests ?? 0) + (journeys?.expected ?? 0) + (journeys?.flaky ?? 0);
  const failed = (unit?.numFailedTests ?? 0) + (journeys?.unexpected ?? 0);
  const skipped = (unit?.numPendingTests ?? 0) + (journeys?.skipped ?? 0);
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
}

function readReport<T>(path: string, schema: z.ZodType<T>): T | null {
  if (!existsSync(path)) return null;
  return schema.parse(JSON.parse(readFileSync(path, "utf8")));
}
