import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { endWithParent } from "./child";

const module = new URL("./child.ts", import.meta.url).href;

/** A process that lives until somebody ends it, with a thread, and holds a connection as long as it lives. */
const lasting = (port: number) => `
  new (require("node:worker_threads").Worker)("setInterval(() => {}, 1000)", { eval: true });
  require("node:net").connect(${port}, "127.0.0.1");
`;
const supervisor = (port: number) => `
  import { startChild } from ${JSON.stringify(module)};
  startChild({ label: "lasting", args: ["-e", ${JSON.stringify(lasting(port))}], env: {} });
`;

it("a child ends with its parent, even when that is killed", { timeout: 60_000 }, async () => {
  const server = createServer((socket) => socket.on("error", () => undefined).resume()).listen(
    0,
    "127.0.0.1",
  );
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", supervisor(port)], {
    stdio: "ignore",
  });
  const [connection] = await once(server, "connection");
  expect(connection.destroyed).toBe(false);
  parent.kill("SIGKILL");
  await once(connection, "close");
  server.close();
});

it("what a child starts without an input of its own lives on", async () => {
  const grandchild = spawn(process.execPath, ["--import", endWithParent, "-e", "setTimeout(() => {}, 50)"], {
    stdio: "ignore",
  });
  expect(await once(grandchild, "exit")).toEqual([0, null]);
});
