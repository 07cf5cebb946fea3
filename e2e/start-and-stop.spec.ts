import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { commandOf, familyOf } from "@/lib/cli/bench/process-tree";
import { startCommand, startParleyProcess } from "./support/parley-process";

test.describe.configure({ mode: "serial" });

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-start-"));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = (): Record<string, string> => ({ PARLEY_DATA_DIR: join(folder, "data"), PARLEY_DEMO: "0" });

async function isReachable(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

test("Ctrl-C stops both processes, and the next start has the same keys and password", async () => {
  const first = await startParleyProcess(env(), startCommand);
  const { "Parley is ready": url = "", "IM server": imUrl = "" } = first.told;
  expect(await isReachable(`${url}/sign-in`)).toBe(true);
  expect(await isReachable(`${imUrl}/1.1/date`)).toBe(true);
  first.signal("SIGINT");
  expect(await first.ended).toBe(0);
  expect(await isReachable(url)).toBe(false);
  expect(await isReachable(imUrl)).toBe(false);
  expect(first.output.filter((line) => line.includes("ended"))).toEqual([]);

  const kept = readFileSync(join(folder, "data", "config.json"), "utf8");
  const second = await startParleyProcess(env(), startCommand);
  expect(second.told["One-time password"]).toBe(first.told["One-time password"]);
  second.signal("SIGTERM");
  await second.ended;
  expect(readFileSync(join(folder, "data", "config.json"), "utf8")).toBe(kept);
});

test("only the owner can read the data folder", async () => {
  const data = join(folder, "data");
  expect(statSync(data).mode & 0o777).toBe(0o700);
  const open = readdirSync(data).filter((name) => (statSync(join(data, name)).mode & 0o077) !== 0);
  expect(open).toEqual([]);
});

test("the end of one process stops the other with an error", async () => {
  test.skip(!existsSync("/proc/self/status"), "needs Linux's /proc to find the process");
  const parley = await startParleyProcess(env(), startCommand);
  const im = familyOf(parley.pid).find((pid) => commandOf(pid).includes("lib/im-server/main.ts"));
  expect(im).toBeDefined();
  process.kill(im ?? 0, "SIGKILL");
  expect(await parley.ended).toBe(1);
  expect(parley.output.join("\n")).toContain("the im process ended (SIGKILL); stopping.");
  expect(await isReachable(parley.told["Parley is ready"] ?? "")).toBe(false);
});
