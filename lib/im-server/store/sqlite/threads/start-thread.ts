import { Worker } from "node:worker_threads";
import type { ThreadData } from "./messages";

/** Starts a thread of the store. */
export function startThread(data: ThreadData): Worker {
  return new Worker(data.code, {
    eval: true,
    workerData: data,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
}
