import { createServer } from "node:net";

/** Below the ports that systems give to whoever asks for any, and apart for each worker of a test run. */
const FIRST = 10_240;
const PER_WORKER = 2500;
const WORKERS = 8;

const worker = Number(process.env.VITEST_POOL_ID ?? 0) % WORKERS;
let turn = Math.floor(Math.random() * PER_WORKER);

/** A free port that nobody else is given while the server that listens there starts anew. */
export async function ownPort(): Promise<number> {
  for (let tries = 0; tries < PER_WORKER; tries += 1) {
    turn = (turn + 1) % PER_WORKER;
    const port = FIRST + worker * PER_WORKER + turn;
    if (await isFree(port)) return port;
  }
  throw new Error("no port is free");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
