import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { platform, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createdReplySchema } from "@/lib/protocol/rest/common";

const keys = {
  PARLEY_IM_APP_ID: "app-1",
  PARLEY_IM_APP_KEY: "app-key-of-a-test",
  PARLEY_IM_MASTER_KEY: "master-key-of-a-test",
};

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-main-"));
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

type Run = { child: ChildProcess; output: () => string; errors: () => string; ended: Promise<number | null> };

const main = ["--import", "tsx", "lib/im-server/main.ts"];

function run(environment: Record<string, string>, uid?: number): Run {
  return follow(process.execPath, main, environment, uid);
}

/** Runs where a process may have no more open files than that. */
function runWithFiles(files: number): Run {
  const node = [process.execPath, ...main].map((word) => `'${word}'`).join(" ");
  return follow("sh", ["-c", `ulimit -n ${files} && exec ${node}`], {});
}

function follow(command: string, args: string[], environment: Record<string, string>, uid?: number): Run {
  const child = spawn(command, args, {
    env: { ...process.env, PARLEY_DATA_DIR: folder, PARLEY_IM_PORT: "0", ...keys, ...environment },
    uid,
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, output: () => output, errors: () => errors, ended };
}

async function readyUrl({ child, output }: Run): Promise<string> {
  for (;;) {
    const url = /^im-server ready (http:\S+)$/m.exec(output())?.[1];
    if (url) return url;
    await new Promise((resolve) => child.stdout?.once("data", resolve));
  }
}

async function openConnections(url: string, count: number): Promise<Socket[]> {
  const { hostname, port } = new URL(url);
  const sockets = Array.from({ length: count }, () => connect(Number(port), hostname).on("error", () => {}));
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
  return sockets;
}

/** Ends at once with one line that says what to do, and no stack. */
async function expectRefusal(process: Run, ...parts: string[]) {
  expect(await process.ended).toBe(1);
  const lines = process.errors().trim().split("\n");
  expect(lines).toHaveLength(1);
  for (const part of parts) expect(lines[0]).toContain(part);
  expect(process.output()).toBe("");
}

// A process takes its time to start where the machine is busy.
describe("the process", { timeout: 60_000 }, () => {
  it("keeps what it was given over a restart, and ends cleanly on both signals", async () => {
    const headers = {
      "x-lc-id": keys.PARLEY_IM_APP_ID,
      "x-lc-key": `${keys.PARLEY_IM_MASTER_KEY},master`,
      "content-type": "application/json",
    };
    const first = run({});
    const create = await fetch(`${await readyUrl(first)}/1.2/rtm/conversations`, {
      method: "POST",
      headers,
      body: JSON.stringify({ name: "kept" }),
    });
    const { objectId } = createdReplySchema.parse(await create.json());
    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    expect(first.errors()).toBe("");

    const second = run({});
    const found = await fetch(`${await readyUrl(second)}/1.1/classes/_Conversation/${objectId}`, { headers });
    expect(await found.json()).toMatchObject({ name: "kept" });
    second.child.kill("SIGINT");
    expect(await second.ended).toBe(0);
    expect(second.errors()).toBe("");
  });

  it.runIf(platform() === "linux")(
    "refuses connections before it has no files left, and says so",
    async () => {
      const server = runWithFiles(200);
      const url = await readyUrl(server);
      const sockets = await openConnections(url, 300);
      while (!server.errors().includes("\n"))
        await new Promise((resolve) => server.child.stderr?.once("data", resolve));
      expect(server.errors()).toMatch(/ulimit -n/);
      for (const socket of sockets) socket.destroy();
      const status = () =>
        fetch(`${url}/1.1/date`)
          .then((answer) => answer.status)
          .catch(() => null);
      await expect.poll(status, { timeout: 30_000 }).toBe(401);
      server.child.kill("SIGTERM");
      expect(await server.ended).toBe(0);
      expect(server.errors().trim().split("\n")).toHaveLength(1);
    },
  );

  it("says which port is busy", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await expectRefusal(
      run({ PARLEY_IM_PORT: String(port) }),
      `Port ${port} is already in use`,
      "PARLEY_IM_PORT",
    );
    await new Promise((resolve) => taken.close(resolve));
  });

  it("says that the folder cannot be written", async () => {
    const file = run({ PARLEY_DATA_DIR: "/dev/null/data" });
    await expectRefusal(file, "Cannot write to the data folder", "PARLEY_DATA_DIR");
    await chmod(folder, 0o555);
    // The superuser may write anywhere: then as "nobody".
    const uid = process.getuid?.() === 0 ? 65_534 : undefined;
    await expectRefusal(run({}, uid), "Cannot write to the data folder", "EACCES");
  });

  it("says what to do about a database that is none", async () => {
    await writeFile(join(folder, "im.sqlite"), "Dear diary, ".repeat(1000));
    await expectRefusal(run({}), "im.sqlite: file is not a database.", "Restore it from a backup");
  });

  it("names what is wrong with its variables, and not their values", async () => {
    const process = run({ PARLEY_IM_MASTER_KEY: "short" });
    await expectRefusal(process, "PARLEY_IM_MASTER_KEY must have at least 8 characters");
    expect(process.errors()).not.toContain("short");
    await expectRefusal(run({ PARLEY_IM_HOST: "203.0.113.9" }), "Cannot listen on", "PARLEY_IM_HOST");
  });
});
