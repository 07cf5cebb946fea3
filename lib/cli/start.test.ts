import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockFolder } from "./folder-lock";

type Run = { code: number | null; stderr: string };

/** Runs a command as a person would, in a process of its own. */
function runParley(
  env: Record<string, string>,
  options: { node?: string[]; uid?: number } = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...(options.node ?? []), "lib/cli/parley.mjs", "start"], {
      env: { PATH: process.env.PATH, HOME: tmpdir(), NODE_ENV: "test", ...env },
      stdio: ["ignore", "ignore", "pipe"],
      uid: options.uid,
    });
    const chunks: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stderr: Buffer.concat(chunks).toString("utf8") }));
  });
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-cli-"));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

/** One line, not a stack. */
function expectOneLine(run: Run, ...parts: string[]): void {
  expect(run.code).toBe(1);
  expect(run.stderr.trim().split("\n")).toHaveLength(1);
  for (const part of parts) expect(run.stderr).toContain(part);
}

describe("npm start", { timeout: 60_000 }, () => {
  it("refuses an old Node with one line", async () => {
    const old = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.20.4'})";
    expectOneLine(await runParley({}, { node: ["--import", old] }), "Node 18.20.4", "Install Node 22.14");
  });

  it("ends with npm, whose shell keeps a signal to itself", async () => {
    const shell = spawn("sh", ["-c", `'${process.execPath}' lib/cli/parley.mjs start:im; true`], {
      env: {
        ...process.env,
        npm_lifecycle_event: "start:im",
        PARLEY_DATA_DIR: folder,
        PARLEY_IM_PORT: "0",
        PARLEY_DEMO: "0",
      },
      stdio: ["ignore", "pipe", "ignore"],
    });
    const closed = new Promise((resolve) => shell.once("close", resolve));
    await new Promise<void>((resolve) => {
      let told = "";
      shell.stdout.on("data", (chunk: Buffer) => {
        told += chunk.toString();
        if (told.includes("Ctrl-C stops")) resolve();
      });
    });
    shell.kill("SIGTERM");
    // Closed when the last process has let go of it.
    await closed;
  });

  it("names a broken variable without its value", async () => {
    const run = await runParley({ PARLEY_DATA_DIR: folder, PARLEY_SECRET: "hunter2" });
    expectOneLine(run, "PARLEY_SECRET must have at least 32 characters");
    expect(run.stderr).not.toContain("hunter2");
  });

  it("says which port is busy and which variable to change", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const busy = { PARLEY_DATA_DIR: join(folder, "data") };
    const onConsole = await runParley({ ...busy, PARLEY_CONSOLE_PORT: String(port), PARLEY_IM_PORT: "0" });
    const onIm = await runParley({ ...busy, PARLEY_IM_PORT: String(port), PARLEY_CONSOLE_PORT: "0" });
    await new Promise((resolve) => server.close(resolve));
    expectOneLine(onConsole, `Port ${port} is already in use`, "PARLEY_CONSOLE_PORT");
    expectOneLine(onIm, `Port ${port} is already in use`, "PARLEY_IM_PORT");
  });

  it("says that both processes cannot have one port, before anything is built", async () => {
    const port = { PARLEY_CONSOLE_PORT: "4999", PARLEY_IM_PORT: "4999" };
    const run = await runParley({ PARLEY_DATA_DIR: folder, ...port, PARLEY_IM_HOST: "0.0.0.0" });
    expectOneLine(run, "cannot both have port 4999", "PARLEY_CONSOLE_PORT", "PARLEY_IM_PORT");
  });

  it("starts no second time on one data folder", async () => {
    lockFolder(folder, "im");
    const run = await runParley({
      PARLEY_DATA_DIR: folder,
      PARLEY_CONSOLE_PORT: "0",
      PARLEY_IM_PORT: "0",
    });
    expectOneLine(run, "An IM server already runs on the data folder", "PARLEY_DATA_DIR");
  });

  it("says that the data folder cannot be written", async () => {
    chmodSync(folder, 0o555);
    // The superuser may write anywhere, so the command runs as "nobody" there.
    const uid = process.getuid?.() === 0 ? 65_534 : undefined;
    const run = await runParley({ PARLEY_DATA_DIR: join(folder, "data") }, { uid });
    expectOneLine(run, "Cannot write to the data folder", "EACCES", "PARLEY_DATA_DIR");
  });

  it.runIf(process.platform === "linux").each(["/proc/parley", "/proc/parley/data"])(
    "says so too where no folder can be made: %s",
    async (dataDir) => {
      const run = await runParley({ PARLEY_DATA_DIR: dataDir });
      expectOneLine(run, `Cannot write to the data folder ${dataDir} (ENOENT)`, "PARLEY_DATA_DIR");
    },
  );

  it("takes no folder of somebody else's, and leaves it as it is", async () => {
    writeFileSync(join(folder, "letter.txt"), "dear");
    chmodSync(folder, 0o755);
    const run = await runParley({ PARLEY_DATA_DIR: folder });
    expectOneLine(run, `${folder} holds other things`, "PARLEY_DATA_DIR");
    expect(statSync(folder).mode & 0o777).toBe(0o755);
  });

  it("keeps generated keys in a file of the owner alone and refuses a damaged one", async () => {
    const data = join(folder, "data");
    const busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
    const address = busy.address();
    const port = String(typeof address === "object" && address ? address.port : 0);
    const env = { PARLEY_DATA_DIR: data, PARLEY_CONSOLE_PORT: port };
    await runParley(env);
    const first = readFileSync(join(data, "config.json"), "utf8");
    await runParley(env);
    await new Promise((resolve) => busy.close(resolve));
    expect(readFileSync(join(data, "config.json"), "utf8")).toBe(first);
    expect(statSync(data).mode & 0o777).toBe(0o700);
    expect(statSync(join(data, "config.json")).mode & 0o777).toBe(0o600);
    writeFileSync(join(data, "config.json"), "{");
    expectOneLine(await runParley(env), "config.json is damaged");
  });
});
