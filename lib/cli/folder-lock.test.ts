import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lockFolder } from "./folder-lock";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const module = new URL("./folder-lock.ts", import.meta.url).href;

it("a part of the folder belongs to one process, until that is gone", { timeout: 60_000 }, async () => {
  const script = `
    const { lockFolder } = await import(${JSON.stringify(module)});
    lockFolder(${JSON.stringify(folder)}, "console");
    console.log("held");
    setInterval(() => {}, 1000);
  `;
  const holder = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  expect(() => lockFolder(folder, "console")).toThrow(`A console already runs on the data folder ${folder}`);
  lockFolder(folder, "im");
  holder.kill("SIGKILL");
  await once(holder, "exit");
  lockFolder(folder, "console");
});

it("says what to do where no lock can be had", () => {
  mkdirSync(join(folder, "im.lock"));
  const lock = () => lockFolder(folder, "im");
  expect(lock).toThrow(`Cannot lock the data folder ${folder} (EISDIR)`);
  expect(lock).toThrow("PARLEY_DATA_DIR");
});
