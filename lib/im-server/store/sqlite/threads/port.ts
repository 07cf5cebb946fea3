import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { StoreError } from "../../errors";
import type { ThreadData } from "./messages";

/** The port to the process's main thread, and what this thread was started with. */
export function openPort(): { port: MessagePort; data: ThreadData } {
  if (!parentPort) throw new StoreError("internal", "This module only runs as a worker thread");
  return { port: parentPort, data: workerData };
}
